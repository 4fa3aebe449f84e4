import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HelpMessages } from './zh-CN'

const messages: Shape<HelpMessages> = {
  helpPage: {
    lead: 'Busque primero o mire por temas. No hace falta iniciar sesión.',
    search: '¿Qué quiere saber?',
    searchHint: 'Por ejemplo: no llega el SMS, olvidé un día, cambió el vuelo',
    found: 'Resultados: {n}',
    none: 'No se encontró nada. Pruebe con otras palabras o vea abajo a quién preguntar.',
    all: 'Ver todas las preguntas',
    next: 'Ir a «{screen}»',
    who: '¿A quién puedo preguntar?',
    whoLead: 'Antes de llamar, tenga a mano los últimos cuatro caracteres de su documento y lo que decía la pantalla.',
    write: 'Escribir aquí',
    groups: { start: 'Obtener un código', daily: 'Cada día', colours: 'Colores', trip: 'Vuelo y viaje', photos: 'Fotos', family: 'Familia', login: 'Teléfono y sesión' },
    desks: {
      travel: { what: 'Un error de un viajero en el formulario', who: 'Tenga a mano sus pruebas y llame al 12308. El personal puede corregirlo.' },
      account: { what: '«No existe este usuario», pero «ya registrado»; dudas sobre un color', who: 'Llame al 12345. Lo revisa una persona.' },
      platform: { what: 'Cómo funciona, cuáles son las normas', who: 'Responde la oficina municipal de datos.' },
      transport: { what: 'Puestos de control al regresar', who: 'Responde la oficina municipal de transporte.' },
      county: { what: 'Urbanizaciones, oficinas, tiendas y todo lo demás', who: 'Responde la oficina de mando contra la epidemia de su condado o distrito.' },
    },
  },
  answers: {
    apply: {
      q: '¿Cómo obtengo un código?',
      a: 'Inicie sesión con un número de teléfono, indique su nombre y su número de documento y declare su salud una vez. Tendrá el código al momento y podrá verlo cuando quiera.\nSi viene a China desde el extranjero, elija «Viajo a China desde el extranjero».',
      also: 'solicitar pedir registrarse alta primera vez código de salud codigo',
    },
    noCard: {
      q: '¿Y si no tengo tarjeta de identidad china?',
      a: 'Elija «Sin tarjeta de identidad» y regístrese con un pasaporte o un documento de viaje. Antes de embarcar hacen falta dos fotos.\nQuien tenga tarjeta de identidad debe usarla.',
      also: 'pasaporte extranjero documento de viaje entrada carné DNI',
    },
    twoPassports: {
      q: 'Tengo un pasaporte extranjero y otro de Hong Kong o Macao. ¿Cuál uso?',
      a: 'El chino. El pasaporte de Hong Kong o Macao se registra por la entrada de pasaporte, sea cual sea el que usó para comprar el billete.\nSolo el documento de viaje chino para un único viaje (旅行证) se registra como «Documento de viaje»; los demás documentos de viaje chinos van por la entrada de pasaporte.',
      also: 'doble dos pasaportes región administrativa especial permiso taiwán taiwan nacionalidad',
    },
    otherEntry: {
      q: 'Me registré con pasaporte. ¿Puedo cambiar a la tarjeta de identidad?',
      a: 'No. La primera entrada que funcionó es la suya para siempre; la otra se cierra. Sus días no se ven afectados.',
      also: 'cambiar entrada cerrada gris carné',
    },
    again: {
      q: 'Ya me registré antes. ¿Tengo que rellenar todo otra vez?',
      a: 'No. Lo que ya sabemos aparece rellenado. Revíselo y confirme.',
      also: 'dos veces ya registrado repetir',
    },
    wrongNumber: {
      q: 'Indiqué un número de pasaporte equivocado',
      a: 'Cámbielo en «Mi viaje». Vale desde su próxima declaración y sus días continúan. Si la foto del pasaporte ya se aceptó, llame al 12308.\nSu nombre y su identidad confirmada no cambian; todo lo demás puede cambiarse en la próxima declaración.',
      also: 'corregir documento error errata dirección direccion',
    },
    cardAtAirport: {
      q: '¿Debo enseñar la tarjeta de identidad al embarcar?',
      a: 'Su número solo sirve para confirmar quién es usted. Qué documentos necesita para embarcar lo decide la aerolínea.',
      also: 'aeropuerto documento carné',
    },
    truth: {
      q: '¿Qué ocurre si alguien no dice la verdad?',
      a: 'Usted confirma que lo que declara es verdad. Las respuestas falsas y el uso del código de otra persona tienen consecuencias legales y llegan al registro de crédito social. Antes se le avisa y puede presentar una objeción.',
      also: 'falso mentira sanción multa crédito credito',
    },
    everyDay: {
      q: '¿Debo declarar cada día?',
      a: 'Si viaja a China, sí. Cada declaración vale 24 horas; declare de nuevo antes de que terminen.\nEn China: con código verde, no. Con el amarillo, cada día durante 7 días; con el rojo, cada día durante 14 días.',
      also: 'diario control diario a diario cuántas veces frecuencia',
    },
    hours: {
      q: '¿Cómo se cuentan las 24 horas? ¿De medianoche a medianoche?',
      a: 'No. Empiezan en el momento de su última declaración. Declare de nuevo en esas 24 horas y sus días continúan; también puede hacerlo antes. La página dice hasta cuándo.',
      also: 'plazo hora tarde caducar reloj',
    },
    missed: {
      q: 'Se me olvidó y han pasado más de 24 horas',
      a: 'Declare ahora. Sus días empiezan de nuevo hoy; no se puede rellenar nada de días pasados.\nSi aún quedan 14 días para su vuelo, no pierde nada. Si no, la página muestra el primer día en que puede embarcar: pida a la aerolínea un cambio o un reembolso.',
      also: 'olvidé un día falta hueco interrumpido seguidos tarde caducado',
    },
    mistake: {
      q: 'Marqué algo por error, por ejemplo, tos seca',
      a: 'Lo enviado no se puede cambiar. Declare de nuevo lo que es cierto; sus días continúan.\nDespués indique en «Comunicar un error» qué declaración fue y envíe sus pruebas al 12308. Cuando el personal lo compruebe, corregirá la respuesta, y el color y los avisos cambiarán también.',
      also: 'equivocación respuesta equivocada síntoma sintoma deshacer corregir fiebre',
    },
    several: {
      q: '¿Pasa algo si declaro varias veces al día?',
      a: 'No. Sigue contando como un día, y las 24 horas empiezan con la última.',
      also: 'dos veces otra vez más de una vez',
    },
    history: {
      q: '¿Dónde veo lo que declaré antes?',
      a: 'En «Historial», primero lo más reciente.',
      also: 'registro lista declaraciones anteriores',
    },
    reminder: {
      q: '¿Por qué recibo un recordatorio?',
      a: 'Dos horas antes de que terminen las 24 horas le avisamos una vez. Después de declarar no llega ninguno más.\nPuede fijar horas de silencio: el aviso llega antes de que empiecen.',
      also: 'SMS mensaje aviso notificación notificacion noche silencio caducar',
    },
    outage: {
      q: 'El sistema no funcionaba. ¿Pierdo mis días?',
      a: 'El tiempo en que el sistema no funciona queda registrado. Lo que vencía en ese tiempo se puede hacer hasta 2 horas después.\nLo que faltó o se hizo mal por otro motivo se arregla desde la próxima declaración.',
      also: 'fallo error caído sin red mantenimiento avería',
    },
    venue: {
      q: '¿Cómo escaneo en una entrada?',
      a: 'Use «Escanear código de lugar» o la cámara de su teléfono. Algunos lugares piden su temperatura. Después muestre el color al vigilante. O deje que el vigilante escanee su código.',
      also: 'tienda puerta QR temperatura visita sitio',
    },
    meaning: {
      q: '¿Qué significan los tres colores?',
      a: 'Verde: puede moverse por la ciudad, la provincia y las provincias asociadas.\nAmarillo: quédese en casa en observación y haga el control cada día.\nRojo: quédese en casa o en un centro y haga el control cada día.\n«¿Por qué este color?», debajo del código, explica el motivo.',
      also: 'rojo amarillo verde pasar',
    },
    backToGreen: {
      q: '¿Cómo vuelve a ser verde?',
      a: 'Amarillo: después de 7 días, con 7 controles normales seguidos. Rojo: después de 14 días, con 14 seguidos.\nCambia por sí solo ese día. Si falta un día o uno no es normal, la cuenta empieza de nuevo.',
      also: 'quitar cambiar cuánto tiempo cuántos días terminar',
    },
    turned: {
      q: 'Era verde y cambió al hacer el control. ¿Por qué?',
      a: 'Puede que declarara fiebre o tos, o que un sitio donde estuvo sea ahora una zona de riesgo. El motivo y el primer día en que puede terminar figuran debajo del código.',
      also: 'se puso amarillo rojo de repente',
    },
    wasAway: {
      q: 'Volví hace más de 14 días. ¿Sigo respondiendo «sí»?',
      a: 'Sí, diga la verdad. Después de 14 días (7 si es una zona de riesgo medio), y si se encuentra bien, no afecta a un código verde.\nAdemás de lo que usted dice, cuentan los registros oficiales.',
      also: 'regresé viajé otro sitio aislamiento sinceridad',
    },
    gate: {
      q: 'Un puesto de control me midió fiebre y mi código está en amarillo',
      a: 'Con 37.3 °C o más se pone en amarillo. Si la medida era errónea, pida que se la tomen otra vez enseguida: el mismo puesto puede retirarla en 15 minutos. Más tarde, indíquelo en «Comunicar un error» o llame al 12345.',
      also: 'temperatura calor vigilante medición errónea',
    },
    travelRed: {
      q: '¿Por qué está en rojo mi código internacional?',
      a: 'Después de 48 horas sin declarar se pone en rojo; una declaración lo recupera al momento.\nUn síntoma, una prueba positiva o el contacto con un caso lo ponen en rojo durante 14 días, con 14 declaraciones normales seguidas.\n48 horas después del vuelo, el viaje termina y no se pide nada más.',
      also: 'viajero 48 horas sin declarar',
    },
    appeal: {
      q: 'Mi color no es correcto. ¿Cómo reclamo?',
      a: 'Escríbalo en «Comunicar un error» o llame al 12345, con el motivo que figura debajo del código. Le respondemos en 48 horas; si no, pasa a un supervisor. Hasta entonces, el color no cambia.',
      also: 'reclamación reclamacion reclamo queja apelación objeción error duda',
    },
    since: {
      q: '¿Cuántos días debo declarar antes del vuelo?',
      a: 'Desde el día 14.º antes del vuelo, al menos una vez cada 24 horas, hasta que salga.\nPara los vuelos del 8 al 22 de abril de 2020 basta con haber empezado el 8 de abril.\nLa página le dice cuándo empezar.',
      also: '14 días catorce dias cuánto tiempo',
    },
    noTicket: {
      q: 'Aún no tengo billete. ¿Ya puedo declarar?',
      a: 'Sí. Indique el día en que espera volar. Sus días cuentan igual; añada el vuelo cuando lo tenga.',
      also: 'fecha prevista antes de comprar boleto pasaje',
    },
    legs: {
      q: 'Hago escala. ¿Qué vuelo indico?',
      a: 'El último, el que aterriza en China. Cuenta su hora de salida.',
      also: 'varios tramos conexión transbordo número de vuelo',
    },
    transit: {
      q: 'Solo hago escala en un país de la lista. ¿Debo declarar?',
      a: 'Si su viaje empieza en un país de la lista, sí. Si solo hace escala allí y no sale del aeropuerto, no. Si sale del aeropuerto, sí.\nEn todo caso puede declarar.',
      also: 'tránsito transito conexión parada anuncio países',
    },
    changed: {
      q: 'Mi vuelo cambió o se canceló. ¿Mis días siguen contando?',
      a: 'Todos. Otro vuelo, otro día o ningún vuelo: nada afecta a los días que declaró. Cámbielo en «Vuelo y viaje».',
      also: 'cambio reembolso cancelar fecha nueva',
    },
    destination: {
      q: 'Mi billete dice Pekín, pero el avión aterriza en otro lugar',
      a: 'Indique el destino del billete. No hay que cambiar nada.',
      also: 'desviado aterrizaje ciudad llegada Beijing boleto pasaje',
    },
    risk: {
      q: '¿Por qué dice que mi viaje está en riesgo?',
      a: 'Hay dos motivos: los días seguidos se interrumpieron y no quedan bastantes días; o en los 14 días antes del vuelo tuvo malestar (37.3 °C o más, un síntoma, cansancio, una prueba positiva, contacto con un caso).\nCada uno dice qué hacer y cuál es el primer día en que puede embarcar. Que falte una foto no es un riesgo: basta con enviarla.',
      also: 'aviso advertencia no puedo embarcar temperatura',
    },
    clock: {
      q: '¿Hora de Pekín u hora local?',
      a: 'Los días, y el día de su vuelo, son los de Pekín. La página muestra las dos horas. Si donde está cambia la hora de verano, guíese por la cuenta atrás.',
      also: 'zona horaria huso horario de verano fecha Beijing',
    },
    boarding: {
      q: 'Mi código es verde. ¿Es seguro que puedo embarcar?',
      a: 'Con la marca del avión, cumpliría la norma si el vuelo saliera ahora. Al final decide la aerolínea.',
      also: 'marca del avión aerolínea compañía permitido',
    },
    which: {
      q: '¿Qué fotos hacen falta?',
      a: 'Quien se registró con pasaporte envía dos: la página con su foto y otra de usted con el pasaporte abierto en la mano. Con tarjeta de identidad no hace falta ninguna.',
      also: 'página del pasaporte sostener en la mano copia',
    },
    upload: {
      q: 'Mi foto no se envía',
      a: 'Las fotos se reducen automáticamente y el envío continúa tras perder la conexión; puede salir de la página.\nSi aun así falla, cambie de red (de wifi a datos móviles o al revés), vaya donde haya buena señal o haga la foto de nuevo.',
      also: 'subir falla demasiado grande tiempo de espera red',
    },
    refused: {
      q: 'Mi foto no se aceptó. ¿Sigue valiendo mi código?',
      a: 'Sí, el código no necesita fotos, pero para embarcar hacen falta las dos. Mire el motivo y haga la foto de nuevo.',
      also: 'rechazada revisión revision comprobar',
    },
    forOthers: {
      q: '¿Puedo declarar por otra persona?',
      a: 'Por niños de 12 años o menos, por personas mayores que no pueden volar solas y por personas enfermas o con discapacidad; diez como máximo.\nAntes debe estar confirmado con tarjeta de identidad y haber declarado por usted. Deslice para ver todos los códigos.',
      also: 'en nombre de niño hijo padres ancianos familia familiar',
    },
    apart: {
      q: 'Quien declara por mí toma otro vuelo',
      a: 'Pídale que toque «Guardar como imagen» debajo de su código y que se la envíe. Muéstrela al embarcar. Indica hasta cuándo es válida.',
      also: 'captura de pantalla imagen separados familiar',
    },
    alone: {
      q: 'Alguien declaró por mí. ¿Puedo seguir por mi cuenta?',
      a: 'Sí. Inicie sesión en la misma cuenta y, cuando pregunte quién lo rellena, elija «La propia persona». Sus días continúan.',
      also: 'continuar yo mismo sola cuenta',
    },
    relativesAccount: {
      q: 'El número de teléfono lo registró un familiar. ¿Puedo usarlo?',
      a: 'Una cuenta pertenece a la primera persona registrada en ella. Inicie sesión con un número propio.\nEl teléfono de un familiar puede recibir su primer SMS si no tiene cuenta; después cambie a su número en «Mi cuenta».',
      also: 'wechat cuenta compartida cambiar persona',
    },
    noPhone: {
      q: '¿Y las personas sin teléfono?',
      a: 'Un familiar puede obtener el código por ellas e imprimirlo. O llevan su tarjeta de identidad y el vigilante consulta el color.',
      also: 'mayores ancianos papel imprimir tarjeta',
    },
    noSms: {
      q: 'A mi número extranjero no llega el SMS',
      a: 'Escriba el número como siempre; el 0 inicial se quita automáticamente. Espere un minuto, envíelo de nuevo y mire en los mensajes no deseados.\n¿Sigue sin llegar? Use una contraseña o el teléfono de un familiar. Después de iniciar sesión puede añadir un correo electrónico y usarlo en su lugar.',
      also: 'código de verificación codigo operador extranjero correo mensaje de texto no recibo',
    },
    noUser: {
      q: 'Dice «no existe este usuario», pero estoy registrado',
      a: 'Revise lo que escribió y luego inicie sesión con el número de documento y la contraseña. Si falla, regístrese de nuevo. Si entonces dice «ya registrado», llame al 12345: lo revisa una persona.',
      also: 'iniciar sesión no puedo entrar la cuenta existe ya registrado registrada',
    },
    password: {
      q: 'La contraseña no es correcta o la olvidé',
      a: 'Inicie sesión por SMS y luego ponga una nueva en «Mi cuenta».',
      also: 'restablecer recuperar clave contraseña olvidada',
    },
    passwordPhone: {
      q: 'Olvidé la contraseña y ya no tengo ese número de teléfono',
      a: 'Primero el número, después la contraseña. Envíe su número de documento y el número de teléfono nuevo; el personal los compara, pone el número y usted inicia sesión con él. O llame al 12345.',
      also: 'cambié de número teléfono viejo restablecer clave',
    },
    lostPhone: {
      q: 'He perdido mi teléfono',
      a: 'Si conserva el número: inicie sesión en el teléfono nuevo y quite el viejo en «Mi cuenta».\nSi tampoco tiene el número, envíe su número de documento y el número de teléfono nuevo; el personal los compara y pone el número.',
      also: 'robado móvil celular teléfono nuevo sustituir',
    },
  },
}

export default messages
