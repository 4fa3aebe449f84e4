import type { Airport } from '../../../shared/api/types'

/** Chinese names of cities and their airports, the ones people fly from and to most; the API's list is in English. */
const PACKED =
  '北京PEK,PKX 上海PVG,SHA 广州CAN 深圳SZX 成都TFU,CTU 重庆CKG 杭州HGH 西安XIY 昆明KMG 武汉WUH 南京NKG 厦门XMN 长沙CSX 青岛TAO 天津TSN ' +
  '郑州CGO 沈阳SHE 大连DLC 哈尔滨HRB 济南TNA 福州FOC 西宁XNN 兰州LHW 乌鲁木齐URC 贵阳KWE 南宁NNG 海口HAK 三亚SYX 太原TYN 长春CGQ 合肥HFE ' +
  '南昌KHN 石家庄SJW 呼和浩特HET 银川INC 拉萨LXA 温州WNZ 宁波NGB 无锡WUX 桂林KWL 烟台YNT 珠海ZUH 香港HKG 澳门MFM 台北TPE,TSA 高雄KHH ' +
  '东京NRT,HND 大阪KIX 名古屋NGO 福冈FUK 札幌CTS 首尔ICN,GMP 釜山PUS 曼谷BKK,DMK 新加坡SIN 吉隆坡KUL 雅加达CGK 马尼拉MNL 河内HAN 胡志明市SGN ' +
  '金边PNH 仰光RGN 万象VTE 德里DEL 孟买BOM 加德满都KTM 达卡DAC 科伦坡CMB 伊斯兰堡ISB 迪拜DXB 阿布扎比AUH 多哈DOH 德黑兰IKA 特拉维夫TLV 利雅得RUH 伊斯坦布尔IST ' +
  '莫斯科SVO,DME,VKO 圣彼得堡LED 伦敦LHR,LGW,STN 曼彻斯特MAN 爱丁堡EDI 都柏林DUB 巴黎CDG,ORY 法兰克福FRA 慕尼黑MUC 柏林BER 杜塞尔多夫DUS 阿姆斯特丹AMS 布鲁塞尔BRU ' +
  '罗马FCO 米兰MXP,LIN 威尼斯VCE 马德里MAD 巴塞罗那BCN 里斯本LIS 苏黎世ZRH 日内瓦GVA 维也纳VIE 布拉格PRG 布达佩斯BUD 华沙WAW 斯德哥尔摩ARN 哥本哈根CPH 奥斯陆OSL 赫尔辛基HEL 雅典ATH ' +
  '纽约JFK,EWR 洛杉矶LAX 旧金山SFO 芝加哥ORD 波士顿BOS 西雅图SEA 华盛顿IAD 休斯敦IAH 达拉斯DFW 底特律DTW 多伦多YYZ 温哥华YVR 蒙特利尔YUL 墨西哥城MEX 圣保罗GRU 布宜诺斯艾利斯EZE ' +
  '悉尼SYD 墨尔本MEL 布里斯班BNE 珀斯PER 奥克兰AKL 开罗CAI 亚的斯亚贝巴ADD 内罗毕NBO 约翰内斯堡JNB 拉各斯LOS 卡萨布兰卡CMN 阿尔及尔ALG'

const CITIES = PACKED.split(' ').map((entry) => {
  const at = entry.search(/[A-Z]/)
  return { name: entry.slice(0, at), codes: entry.slice(at).split(',') }
})

const nameByCode = new Map(CITIES.flatMap(({ name, codes }) => codes.map((code) => [code, name] as const)))

/** The codes of the airports whose Chinese city begins like this, the first few. */
export const codesFor = (chinese: string, most = 4): string[] =>
  CITIES.filter(({ name }) => name.startsWith(chinese)).flatMap(({ codes }) => codes).slice(0, most)

const MAIN = [...nameByCode.keys()]
const placeOf = (code: string) => (nameByCode.has(code) ? MAIN.indexOf(code) : MAIN.length)

/** Whoever types a city means the airport that most fly from: by the list above, all others behind those on it. */
export function mainFirst(airports: readonly Airport[], typed: string, first: readonly string[] = []): Airport[] {
  const code = typed.trim().toUpperCase()
  const rank = (airport: Airport) => [airport.code === code ? 0 : 1, first.includes(airport.country) ? 0 : 1, placeOf(airport.code)]
  const ranked = airports.map((airport) => ({ airport, by: rank(airport) }))
  return ranked.sort((one, other) => one.by.map((each, at) => each - other.by[at]!).find(Boolean) ?? 0).map(({ airport }) => airport)
}

/** The city of an airport in the reader's language as far as it is known. */
export function airportCity(airport: Airport, locale: string): string {
  return (locale.startsWith('zh') && nameByCode.get(airport.code)) || airport.city || airport.name
}
