import type { Shape } from '../../../shared/i18n/messages/shape'
import type { FrameMessages } from './zh-CN'

const messages: Shape<FrameMessages> = {
  nav: { code: 'Code', history: 'Historique', messages: 'Messages', me: 'Moi', main: 'Menu principal', visit: 'Scanner le code du lieu', visits: 'Mes passages', help: 'Aide', travel: 'Voyage', travelTitle: 'Mon voyage', enter: 'Version internationale', trip: 'Vol et voyage', photos: 'Photos', family: 'Famille', settings: 'Rappels', appeal: 'Signaler une erreur', lookers: 'Qui a consulté mes données', held: 'Ce qui est conservé sur moi', credit: 'Registre de crédit', prior: 'Inscription antérieure', requests: 'Demandes d’accès', risk: 'Risques près de moi', glossary: 'Le sens des mots', paper: 'Imprimer les codes de la famille', kiosk: 'Appareil utilisé à tour de rôle', about: 'Confidentialité, accessibilité, avis', lost: 'Cette page n’existe pas', lostWhat: 'L’adresse est peut-être mal saisie ou trop ancienne.', home: 'Aller à l’accueil' },
  offline: {
    head: 'Pas de réseau en ce moment',
    what: 'Votre code fonctionne toujours. Ce que vous remplissez est gardé et envoyé plus tard.',
    waiting: '{n} déclaration en attente. Elle sera envoyée dès que le réseau reviendra. | {n} déclarations en attente. Elles seront envoyées dès que le réseau reviendra. | {n} déclarations en attente. Elles seront envoyées dès que le réseau reviendra.',
    refused: 'Votre déclaration précédente n’a pas été acceptée : {why}',
    stale: 'La déclaration d’hier, non envoyée, est périmée. Veuillez remplir celle d’aujourd’hui.',
    open: 'Ouvrir la déclaration',
  },
  help: {
    title: 'Aide',
    call: 'Appeler le {number}',
    callAbroad: 'De l’étranger : {number}',
  },
}

export default messages
