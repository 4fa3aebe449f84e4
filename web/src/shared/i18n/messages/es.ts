import type { Shape } from './shape'
import type { shared as chinese } from './zh-CN'

export const shared: Shape<typeof chinese> = {
  brand: 'Kangma',
  close: 'Cerrar',
  show: 'Mostrar',
  hide: 'Ocultar',
  back: 'Atrás',
  next: 'Continuar',
  step: 'Paso {n} de {of}',
  skip: 'Ir al contenido principal',
  day: { choose: 'Elija un día', today: 'Hoy', yesterday: 'Ayer', earlier: 'Otro día anterior', date: 'Qué día' },
  optional: 'opcional',
  done: 'Listo',
  listSeparator: ', ',
  retry: 'Reintentar',
  clock: { here: '{local} (hora de Pekín: {beijing})', beijing: '{time} (hora de Pekín)', kept: 'Sin red. Así estaba el {at}.' },
  loading: 'Abriendo…',
  otherLanguage: '中文',
  largeText: 'Letra grande',
  colour: {
    green: { word: 'Verde', act: 'Puede pasar' },
    yellow: { word: 'Amarillo', act: 'Quédese en casa' },
    red: { word: 'Rojo', act: 'Guarde aislamiento' },
    none: { word: 'Aún sin código', act: 'Haga primero una declaración' },
  },
  error: {
    check: 'Hay que cambiar una cosa | Hay que cambiar {n} de cosas | Hay que cambiar {n} cosas',
    network: 'Sin red. Lo que escribió queda guardado en este teléfono. Inténtelo más tarde.',
    session: 'Su sesión ha terminado. Inicie sesión de nuevo.',
    proof: 'No confirmó que es usted, así que no se cambió nada.',
    unknown: 'Algo ha fallado y no es culpa suya. Inténtelo de nuevo en un minuto; si sigue igual, llame al 12345.',
    wait: 'Demasiadas peticiones. Inténtelo de nuevo en {time}.',
    seconds: '{n} s',
    minutes: '{n} min',
    piece: 'Esta página no se abrió. Puede que no haya red.',
  },
}
