import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AboutMessages } from './zh-CN'

const messages: Shape<AboutMessages> = {
  about: {
    title: 'Confidentialité, accessibilité, avis',
    privacy: {
      title: 'Vos données',
      what: 'Nous conservons ce que vous remplissez : nom, pièce d’identité, adresse, téléphone, état de santé, endroits où vous avez été, et les codes de lieu scannés.',
      why: 'Elles servent uniquement à lutter contre l’épidémie : pour établir votre code et, si une personne tombe malade, prévenir celles qui étaient avec elle au même endroit. À rien d’autre, et elles ne sont vendues à personne.',
      who: 'À l’entrée d’un lieu, on voit la couleur, une partie du nom et les quatre derniers caractères de la pièce d’identité. Pour voir plus, un agent doit avoir un motif ; chaque consultation est inscrite et vous la voyez dans « Qui a consulté mes données ».',
      long: 'Les données de voyage et de passage sont supprimées après le nombre de jours fixé par les règles. Ce qui justifie un code rouge ou jaune est conservé jusqu’à la fin du délai.',
      rights: 'Vous pouvez lire, télécharger, corriger et supprimer vos données à tout moment, le tout dans « Moi ».',
    },
    access: {
      title: 'Accessibilité',
      can: 'Nous testons les pages avec un programme qui cherche les obstacles (axe) et au clavier seul. Elles sont aussi écrites pour les lecteurs d’écran, mais nous ne les avons pas essayées avec l’un d’eux. Chaque couleur est accompagnée de mots et d’une forme. Les lettres peuvent être agrandies dans « Moi ».',
      cannot: 'Pour scanner, il faut un appareil photo. Si vous ne voyez pas l’écran, le contrôle peut se faire avec la pièce d’identité.',
      help: 'Si quelque chose ne fonctionne pas pour vous, appelez le 12345.',
    },
    feedback: { title: 'Avis', what: 'Si votre code ou vos données sont faux, faites une réclamation : vous aurez une réponse sous 48 heures. Si une page fonctionne mal, appelez le 12345.' },
    version: 'Version {version}',
  },
}

export default messages
