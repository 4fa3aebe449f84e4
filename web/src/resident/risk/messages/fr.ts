import type { RiskMessages } from './zh-CN'

const messages: RiskMessages = {
  risk: {
    title: 'Niveaux de risque',
    today: 'Niveaux du {day}',
    home: 'Là où j’habite',
    near: 'À proximité : {province}',
    been: 'Mes passages des 14 derniers jours',
    levels: { low: 'Risque faible', medium: 'Risque moyen', high: 'Risque élevé', key: 'Zone prioritaire', none: 'Non classé' },
    since: 'depuis le {day}',
    untilFurther: 'jusqu’à nouvel ordre',
    until: 'jusqu’au {day}',
    ofCity: 'Ce niveau vaut pour toute la ville : {name}',
    ofProvince: 'Ce niveau vaut pour toute la province : {name}',
    parts: '{n} quartier y a son propre niveau | {n} quartiers y ont leur propre niveau | {n} quartiers y ont leur propre niveau',
    partsHint: 'Le niveau d’un quartier ne change pas les codes de tout le comté.',
    part: '{level}, depuis le {day}',
    moreParts: 'Voir plus ({n})',
    nothingNear: 'Aucune zone à risque moyen ou élevé dans la province actuellement.',
    nothingBeen: 'Vous n’avez déclaré aucun lieu pour les 14 derniers jours.',
    noHome: 'Vous n’avez pas encore indiqué où vous habitez. Dès que ce sera fait, les niveaux proches de chez vous s’afficheront ici.',
    stayed: 'du {from} au {until}',
    stayedOn: '{from}',
    what: 'Après un passage dans un lieu à risque élevé, le code devient rouge ; à risque moyen, jaune. C’est votre code qui fait foi.',
    myCode: 'Voir mon code',
  },
}

export default messages
