import type { Shape } from './shape'
import type { shared as chinese } from './zh-CN'

export const shared: Shape<typeof chinese> = {
  brand: 'Kangma',
  close: 'Fermer',
  show: 'Afficher',
  hide: 'Masquer',
  back: 'Retour',
  next: 'Continuer',
  step: 'Étape {n} sur {of}',
  skip: 'Aller au contenu principal',
  day: { choose: 'Choisir un jour', today: 'Aujourd’hui', yesterday: 'Hier', earlier: 'Un jour antérieur', date: 'Quel jour' },
  optional: 'facultatif',
  done: 'Terminé',
  listSeparator: ', ',
  retry: 'Réessayer',
  clock: { here: '{local} (heure de Pékin : {beijing})', beijing: '{time} (heure de Pékin)', kept: 'Pas de réseau. Voici les informations du {at}.' },
  loading: 'Ouverture…',
  otherLanguage: '中文',
  largeText: 'Grands caractères',
  colour: {
    green: { word: 'Vert', act: 'Vous pouvez passer' },
    yellow: { word: 'Jaune', act: 'Restez chez vous' },
    red: { word: 'Rouge', act: 'Restez en isolement' },
    none: { word: 'Pas encore de code', act: 'Faites d’abord une déclaration' },
  },
  error: {
    check: '{n} point à modifier | {n} points à modifier | {n} points à modifier',
    network: 'Pas de réseau. Ce que vous avez saisi est gardé sur ce téléphone. Veuillez réessayer plus tard.',
    session: 'Votre connexion a pris fin. Veuillez vous reconnecter.',
    proof: 'Votre identité n’a pas été confirmée : rien n’a été modifié.',
    unknown: 'Un problème est survenu, ce n’est pas de votre faute. Réessayez dans une minute ; si cela continue, appelez le 12345.',
    wait: 'Trop de demandes. Veuillez réessayer dans {time}.',
    seconds: '{n} s',
    minutes: '{n} min',
    piece: 'Cette page ne s’est pas ouverte. Le réseau est peut-être coupé.',
  },
}
