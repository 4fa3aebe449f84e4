import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PlatformsMessages } from './zh-CN'

const messages: Shape<PlatformsMessages> = {
  platforms: {
    name: { wechat: 'WeChat', alipay: 'Alipay' },
    logIn: 'Se connecter avec {name}',
    first: 'S’il n’est pas encore lié, connectez-vous une fois avec votre numéro.',
    unbound: 'Ce compte {name} n’est pas encore lié à un compte de code de santé. Connectez-vous une fois avec votre numéro, et vous pourrez le lier.',
    going: 'Ouverture…',
    keepsNothing: 'Cette page ne peut rien conserver : la connexion avec {name} est impossible. Utilisez votre numéro, ou ouvrez la page dans le navigateur du téléphone.',
    otherBrowser: 'Cette connexion n’a pas commencé sur cette page. Veuillez recommencer.',
    checking: 'Vérification de votre identité…',
    failed: 'Vous n’êtes pas connecté',
    again: 'Réessayer',
    byPhone: 'Utiliser mon numéro',
    bindHeading: 'Se connecter désormais avec {name} ?',
    points: {
      kept: '{name} nous donne un seul numéro, qui nous permet de vous reconnaître. Nous n’y voyons ni votre nom ni vos amis.',
      others: 'Vos autres appareils seront déconnectés, et nous vous prévenons par SMS.',
      code: 'Changer le mot de passe ou le téléphone, et effacer l’inscription, demandent toujours un code par SMS.',
      end: 'Vous pouvez y mettre fin à tout moment dans « Moi ».',
    },
    bind: 'Lier {name}',
    binding: 'Liaison…',
    notNow: 'Pas maintenant',
    list: 'Connexion avec WeChat ou Alipay',
    what: 'Une fois lié, vous vous connectez sans SMS en ouvrant le code de santé dans WeChat ou Alipay.',
    since: 'Lié {day}',
    none: 'Non lié',
    unbind: 'Délier',
    unbindSure: 'Les appareils connectés avec {name} seront déconnectés. Continuer ?',
    unbinding: 'En cours…',
    ended: 'Le lien est supprimé.',
    openThere: 'Ouvrez le code de santé dans {name} pour le lier.',
    noFiles: '{name} ne peut pas enregistrer de fichiers. Touchez « … » en haut à droite, choisissez « Ouvrir dans le navigateur », connectez-vous et enregistrez.',
    messages: {
      title: 'Rappels par WeChat',
      what: 'Vous en recevez un chaque fois que vous acceptez dans WeChat. Il dit seulement qu’il y a un message, et rien sur vous.',
      none: 'Il ne reste aucun message : nous vous prévenons par le moyen suivant de votre choix.',
      agree: 'Accepter un message de plus',
      agreed: 'Un message de plus peut vous être envoyé par WeChat.',
      cancelled: 'Vous n’avez pas accepté cette fois. Rien n’a changé.',
      there: 'Pour en accepter d’autres, ouvrez le code de santé dans WeChat et choisissez « Moi », puis « Rappels ».',
      bindFirst: 'Liez d’abord WeChat à votre compte pour y recevoir des rappels.',
      bindThere: 'Ouvrez le code de santé dans WeChat et choisissez « Moi », puis « Rappels » : vous pourrez y lier WeChat et accepter.',
      elsewhere: 'Cela n’a pas commencé sur cette page et ne compte donc pas. Veuillez accepter de nouveau.',
      keepsNothing: 'Cette page ne peut rien conserver : vous ne pouvez pas accepter ici. Veuillez utiliser les SMS ou l’e-mail.',
      keeping: 'Enregistrement…',
    },
  },
}

export default messages
