import type { RiskMessages } from './zh-CN'

const messages: RiskMessages = {
  risk: {
    title: 'Niveles de riesgo',
    today: 'Niveles del {day}',
    home: 'Donde vivo',
    near: 'En {province}',
    been: 'Donde estuve en los últimos 14 días',
    levels: { low: 'Riesgo bajo', medium: 'Riesgo medio', high: 'Riesgo alto', key: 'Zona prioritaria', none: 'Sin clasificar' },
    since: 'desde el {day}',
    untilFurther: 'hasta nuevo aviso',
    until: 'hasta el {day}',
    ofCity: 'Es el nivel de toda la ciudad: {name}',
    ofProvince: 'Es el nivel de toda la provincia: {name}',
    parts: '{n} barrio tiene su propio nivel | {n} de barrios tienen su propio nivel | {n} barrios tienen su propio nivel',
    partsHint: 'El nivel de un barrio no cambia los códigos de todo el condado.',
    part: '{level}, desde el {day}',
    moreParts: 'Ver {n} más',
    nothingNear: 'Ahora no hay en la provincia ninguna zona de riesgo medio o alto.',
    nothingBeen: 'No ha declarado ningún sitio en los últimos 14 días.',
    noHome: 'No ha indicado dónde vive. Cuando lo haga, aquí verá los niveles cercanos.',
    stayed: 'Del {from} al {until}',
    stayedOn: '{from}',
    what: 'Quien estuvo en una zona de riesgo alto pasa a rojo; en una de riesgo medio, a amarillo. Lo que cuenta para usted es su código.',
    myCode: 'Ver mi código',
  },
}

export default messages
