import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HelpMessages } from './zh-CN'

const messages: Shape<HelpMessages> = {
  helpPage: {
    lead: 'Cherchez d’abord, ou regardez par sujet. Il n’est pas nécessaire de se connecter.',
    search: 'Que voulez-vous savoir ?',
    searchHint: 'Par exemple : pas de SMS, jour oublié, vol changé',
    found: 'Réponses trouvées : {n}',
    none: 'Rien trouvé. Essayez d’autres mots, ou voyez plus bas à qui vous adresser.',
    all: 'Voir toutes les questions',
    next: 'Aller à « {screen} »',
    who: 'À qui s’adresser ?',
    whoLead: 'Avant d’appeler, préparez les quatre derniers caractères de votre pièce d’identité et ce qu’affichait l’écran.',
    write: 'Écrire ici',
    groups: { start: 'Obtenir un code', daily: 'Chaque jour', colours: 'Couleurs', trip: 'Vol et voyage', photos: 'Photos', family: 'Famille', login: 'Téléphone et connexion' },
    desks: {
      travel: { what: 'Une erreur d’un voyageur dans la déclaration', who: 'Préparez vos justificatifs et appelez le 12308. Les agents peuvent la corriger.' },
      account: { what: '« Utilisateur inconnu », et pourtant « ce compte existe déjà » ; un doute sur une couleur', who: 'Appelez le 12345. Une personne s’en occupe.' },
      platform: { what: 'Le fonctionnement, les règles', who: 'Le bureau municipal des données répond.' },
      transport: { what: 'Les points de contrôle sur le chemin du retour', who: 'Le bureau municipal des transports répond.' },
      county: { what: 'Résidences, bureaux, magasins et tout le reste', who: 'Le poste de commandement de votre comté ou district répond.' },
    },
  },
  answers: {
    apply: {
      q: 'Comment obtenir un code ?',
      a: 'Connectez-vous avec un numéro de téléphone, donnez votre nom et le numéro de votre pièce d’identité, puis déclarez une fois votre état de santé. Vous avez aussitôt un code, visible à tout moment.\nSi vous venez de l’étranger, choisissez « Je viens en Chine depuis l’étranger ».',
      also: 'demander demande inscription inscrire première premiere fois code santé sante',
    },
    noCard: {
      q: 'Et si je n’ai pas de carte d’identité chinoise ?',
      a: 'Choisissez « Sans carte d’identité » et inscrivez-vous avec un passeport ou un titre de voyage. Il faut deux photos avant l’embarquement.\nToute personne qui a une carte d’identité doit l’utiliser.',
      also: 'passeport étranger etranger titre de voyage pièce piece identité identite',
    },
    twoPassports: {
      q: 'J’ai un passeport étranger et un passeport de Hong Kong ou de Macao. Lequel utiliser ?',
      a: 'Le chinois. Un passeport de Hong Kong ou de Macao s’inscrit comme passeport, quel que soit celui utilisé pour acheter le billet.\nSeul le titre de voyage chinois pour un aller simple (旅行证) s’inscrit comme « Titre de voyage » ; tous les autres documents de voyage chinois s’inscrivent comme passeport.',
      also: 'double deux passeports nationalité nationalite taïwan taiwan permis',
    },
    otherEntry: {
      q: 'Mon inscription est faite avec un passeport. Puis-je passer à ma carte d’identité ?',
      a: 'Non. Le premier moyen qui a fonctionné reste le vôtre ; l’autre se ferme. Vos jours ne changent pas.',
      also: 'changer moyen inscription fermé ferme gris',
    },
    again: {
      q: 'J’ai déjà une inscription. Faut-il tout remplir de nouveau ?',
      a: 'Non. Ce que nous savons déjà est rempli. Relisez et confirmez.',
      also: 'deux fois déjà deja inscrit répéter repeter',
    },
    wrongNumber: {
      q: 'J’ai donné un mauvais numéro de passeport',
      a: 'Modifiez-le dans « Mon voyage ». Il compte dès votre prochaine déclaration et vos jours continuent. Une fois la photo du passeport acceptée, appelez plutôt le 12308.\nVotre nom et votre identité confirmée ne changent pas ; tout le reste peut être modifié à la prochaine déclaration.',
      also: 'corriger pièce piece identité identite erreur faute frappe adresse numero',
    },
    cardAtAirport: {
      q: 'Faut-il montrer ma carte d’identité à l’embarquement ?',
      a: 'Son numéro sert seulement à confirmer qui vous êtes. C’est la compagnie aérienne qui dit quels documents il faut pour embarquer.',
      also: 'aéroport aeroport document pièce piece',
    },
    truth: {
      q: 'Que se passe-t-il si une personne ne dit pas la vérité ?',
      a: 'Vous confirmez que ce que vous dites est vrai. De fausses réponses ou l’utilisation du code d’une autre personne ont des suites légales et sont inscrites au registre de crédit. On vous prévient avant et vous pouvez contester.',
      also: 'faux fausse mensonge mentir sanction crédit credit',
    },
    everyDay: {
      q: 'Faut-il déclarer chaque jour ?',
      a: 'Voyageurs vers la Chine : oui. Chaque déclaration vaut 24 heures ; déclarez de nouveau avant la fin.\nEn Chine : non avec un code vert. Avec un code jaune, chaque jour pendant 7 jours ; avec un code rouge, chaque jour pendant 14 jours.',
      also: 'quotidien pointage pointer tous les jours combien de fois',
    },
    hours: {
      q: 'Comment sont comptées les 24 heures ? De minuit à minuit ?',
      a: 'Non. Elles commencent au moment de votre dernière déclaration. Déclarez de nouveau dans les 24 heures et vos jours continuent ; plus tôt, c’est bien aussi. La page indique l’heure limite.',
      also: 'délai delai heure limite tard expirer horloge',
    },
    missed: {
      q: 'J’ai oublié, et plus de 24 heures ont passé',
      a: 'Déclarez maintenant. Vos jours recommencent aujourd’hui ; rien ne peut être rempli pour le passé.\nS’il reste 14 jours avant votre vol, rien n’est perdu. Sinon, la page indique le premier jour possible pour embarquer : demandez à la compagnie aérienne un changement ou un remboursement.',
      also: 'jour oublié oublie manqué manque interruption retard expiré expire',
    },
    mistake: {
      q: 'J’ai choisi une mauvaise réponse, par exemple une toux sèche',
      a: 'Ce qui est envoyé ne peut pas être modifié. Déclarez de nouveau avec les bonnes réponses ; vos jours continuent.\nDites ensuite dans « Signaler une erreur » de quelle déclaration il s’agit, et envoyez vos justificatifs au 12308. Après vérification, les agents corrigent la réponse ; la couleur et les alertes suivent.',
      also: 'erreur faux réponse reponse symptôme symptome annuler corriger fièvre fievre toux seche',
    },
    several: {
      q: 'Est-ce gênant de déclarer plusieurs fois par jour ?',
      a: 'Non. Cela compte toujours pour un jour, et les 24 heures partent de la dernière déclaration.',
      also: 'deux fois encore plusieurs gênant genant',
    },
    history: {
      q: 'Où voir mes déclarations passées ?',
      a: 'Dans « Historique », les plus récentes en premier.',
      also: 'liste anciennes déclarations declarations passees',
    },
    reminder: {
      q: 'Pourquoi est-ce que je reçois un rappel ?',
      a: 'Deux heures avant la fin des 24 heures, nous vous le rappelons, une seule fois. Après votre déclaration, il n’y en a plus.\nVous pouvez régler des heures calmes : le rappel arrive alors avant leur début.',
      also: 'sms message notification nuit silence expirer',
    },
    outage: {
      q: 'Le système était en panne. Mes jours sont-ils perdus ?',
      a: 'Les périodes de panne sont enregistrées. Ce qui devait être fait pendant une panne peut l’être jusqu’à 2 heures après.\nPour tout autre oubli ou erreur, corrigez à partir de la prochaine déclaration.',
      also: 'panne système systeme erreur hors ligne maintenance',
    },
    venue: {
      q: 'Comment scanner à une entrée ?',
      a: 'Utilisez « Scanner le code du lieu » ou l’appareil photo de votre téléphone. Certains lieux demandent votre température. Montrez ensuite la couleur à l’agent. Ou laissez l’agent scanner votre code.',
      also: 'magasin porte entrée entree qr température temperature passage lieu',
    },
    meaning: {
      q: 'Que signifient les trois couleurs ?',
      a: 'Vert : vous pouvez circuler dans la ville, la province et les provinces partenaires.\nJaune : restez chez vous en observation et pointez chaque jour.\nRouge : restez chez vous ou dans un centre et pointez chaque jour.\n« Pourquoi cette couleur ? », sous le code, donne la raison.',
      also: 'rouge jaune vert passer',
    },
    backToGreen: {
      q: 'Comment le code redevient-il vert ?',
      a: 'Jaune : après 7 jours, avec 7 pointages normaux de suite. Rouge : après 14 jours, avec 14 de suite.\nIl change de lui-même ce jour-là. Après un jour manqué ou anormal, le décompte recommence.',
      also: 'revenir changer combien de temps durée duree jours fin',
    },
    turned: {
      q: 'Il était vert et il a changé après mon pointage. Pourquoi ?',
      a: 'Vous avez peut-être déclaré de la fièvre ou de la toux, ou un endroit où vous avez été est maintenant une zone à risque. La raison et la première date de fin possible sont indiquées sous le code.',
      also: 'devenu jaune rouge soudain changé change',
    },
    wasAway: {
      q: 'Je suis de retour depuis plus de 14 jours. Faut-il encore répondre « oui » ?',
      a: 'Oui, dites la vérité. Après 14 jours (7 pour une zone à risque moyen), et si vous allez bien, cela ne change pas un code vert.\nLes données officielles comptent aussi, en plus de ce que vous dites.',
      also: 'retour revenu voyage ailleurs isolement vérité verite',
    },
    gate: {
      q: 'Un point de contrôle a mesuré une température trop élevée et mon code est jaune',
      a: 'À partir de 37,3 °C, le code devient jaune. Si la mesure était fausse, faites-la refaire aussitôt : le même point de contrôle peut l’annuler dans les 15 minutes. Plus tard, dites-le dans « Signaler une erreur » ou appelez le 12345.',
      also: 'température temperature fièvre fievre agent contrôle controle erreur mesure',
    },
    travelRed: {
      q: 'Pourquoi mon code international est-il rouge ?',
      a: 'Après 48 heures sans déclaration, il devient rouge ; une seule déclaration le rétablit aussitôt.\nUn symptôme, un test positif ou un contact avec un cas le rend rouge pour 14 jours, avec 14 déclarations normales de suite.\n48 heures après le vol, le voyage est terminé et plus rien n’est demandé.',
      also: 'voyageur 48 heures sans déclaration declaration',
    },
    appeal: {
      q: 'Ma couleur est fausse. Comment le signaler ?',
      a: 'Écrivez-le dans « Signaler une erreur » ou appelez le 12345, avec la raison indiquée sous le code. Vous aurez une réponse sous 48 heures ; passé ce délai, un responsable s’en charge. D’ici là, la couleur reste la même.',
      also: 'réclamation reclamation plainte erreur doute contester',
    },
    since: {
      q: 'Pendant combien de jours faut-il déclarer avant le vol ?',
      a: 'À partir du 14e jour avant le vol, au moins une fois toutes les 24 heures, jusqu’au départ.\nPour les vols du 8 au 22 avril 2020, il suffit d’avoir commencé le 8 avril.\nLa page vous dit quand commencer.',
      also: '14 jours quatorze combien de temps durée duree',
    },
    noTicket: {
      q: 'Je n’ai pas encore de billet. Puis-je déjà déclarer ?',
      a: 'Oui. Donnez le jour où vous espérez partir. Vos jours comptent tout de même ; ajoutez le vol quand vous l’aurez.',
      also: 'date prévue prevue avant achat',
    },
    legs: {
      q: 'Je change d’avion. Quel vol donner ?',
      a: 'Le dernier, celui qui atterrit en Chine. C’est son heure de départ qui compte.',
      also: 'correspondance plusieurs vols numéro numero trajet étape etape',
    },
    transit: {
      q: 'Je change seulement d’avion dans un pays de la liste. Faut-il déclarer ?',
      a: 'Si votre voyage commence dans un pays de la liste : oui. Si vous y changez seulement d’avion sans sortir de l’aéroport : non. Si vous sortez de l’aéroport : oui.\nVous pouvez déclarer dans tous les cas.',
      also: 'transit correspondance escale annonce pays',
    },
    changed: {
      q: 'Mon vol a été changé ou annulé. Mes jours comptent-ils encore ?',
      a: 'Tous. Autre vol, autre jour ou plus de vol du tout : rien ne touche aux jours que vous avez déclarés. Modifiez-le dans « Vol et voyage ».',
      also: 'changer changé annulé annule remboursement nouvelle date',
    },
    destination: {
      q: 'Mon billet indique Pékin, mais l’avion atterrit ailleurs',
      a: 'Donnez la destination du billet. Il n’y a rien à modifier.',
      also: 'dérouté deroute atterrissage ville arrivée arrivee pekin',
    },
    risk: {
      q: 'Pourquoi est-il écrit que mon voyage est compromis ?',
      a: 'Il y a deux raisons : les jours de suite sont interrompus et il n’en reste pas assez ; ou dans les 14 jours avant le vol, vous alliez mal (37,3 °C ou plus, un symptôme, de la fatigue, un test positif, un contact avec un cas).\nPour chacune, il est indiqué quoi faire et quel jour vous pourrez embarquer au plus tôt. Une photo qui manque ne compromet rien : il suffit de l’envoyer.',
      also: 'alerte avertissement risque embarquer impossible température temperature',
    },
    clock: {
      q: 'Heure de Pékin ou heure locale ?',
      a: 'Les jours, et le jour de votre vol, sont ceux de Pékin. La page montre les deux heures. En cas de changement d’heure là où vous êtes, fiez-vous au compte à rebours.',
      also: 'fuseau horaire été ete hiver date pekin',
    },
    boarding: {
      q: 'Mon code est vert. Puis-je embarquer à coup sûr ?',
      a: 'Avec le signe de l’avion, vous rempliriez la règle si le vol partait maintenant. La décision finale revient à la compagnie aérienne.',
      also: 'signe avion compagnie aérienne aerienne autorisé autorise sur',
    },
    which: {
      q: 'Quelles photos faut-il ?',
      a: 'Après une inscription par passeport, il en faut deux : la page avec votre photo, et vous tenant le passeport ouvert. Avec une carte d’identité, aucune.',
      also: 'page passeport tenir copie',
    },
    upload: {
      q: 'Ma photo ne s’envoie pas',
      a: 'Les photos sont réduites toutes seules, et l’envoi reprend après une coupure ; vous pouvez quitter la page.\nSi cela échoue encore, changez de réseau (du Wi-Fi aux données mobiles ou l’inverse), allez là où le signal est bon, ou reprenez la photo.',
      also: 'échec echec trop grande lent réseau reseau envoyer envoi',
    },
    refused: {
      q: 'Ma photo n’a pas été acceptée. Mon code vaut-il encore ?',
      a: 'Oui, le code n’a pas besoin de photos, mais il faut les deux pour embarquer. Regardez la raison et reprenez la photo.',
      also: 'refusée refusee rejetée rejetee vérification verification acceptee',
    },
    forOthers: {
      q: 'Puis-je déclarer pour un proche ?',
      a: 'Pour les enfants de 12 ans ou moins, les personnes âgées qui ne peuvent pas prendre l’avion seules, et les personnes malades ou handicapées ; dix au plus.\nVotre identité doit être confirmée avec la carte d’identité et vous devez d’abord déclarer pour vous-même. Faites glisser pour voir tous les codes.',
      also: 'enfant parents âgé age famille à la place aider',
    },
    apart: {
      q: 'La personne qui déclare pour moi prend un autre vol',
      a: 'Demandez-lui de toucher « Enregistrer en image » sous votre code et de vous envoyer l’image. Montrez-la à l’embarquement. Elle indique jusqu’à quand elle est valable.',
      also: 'capture écran ecran image séparé separe proche',
    },
    alone: {
      q: 'Un proche a déclaré pour moi. Puis-je continuer moi-même ?',
      a: 'Oui. Connectez-vous au même compte et, à la question « Qui remplit ? », choisissez « La personne elle-même ». Vos jours continuent.',
      also: 'continuer seul compte',
    },
    relativesAccount: {
      q: 'Le numéro de téléphone est inscrit par un proche. Puis-je l’utiliser ?',
      a: 'Un compte reste à la première personne qui y est inscrite. Veuillez vous connecter avec votre propre numéro.\nLe téléphone d’un proche peut recevoir votre premier SMS si ce proche n’a pas de compte ; passez ensuite à votre numéro dans « Moi ».',
      also: 'wechat compte partagé partage changer personne numero',
    },
    noPhone: {
      q: 'Et les personnes sans téléphone ?',
      a: 'Un proche peut obtenir le code pour elles et l’imprimer. Ou elles apportent leur carte d’identité, et l’agent cherche la couleur.',
      also: 'âgé age personnes âgées agees papier imprimer carte telephone',
    },
    noSms: {
      q: 'Mon numéro étranger ne reçoit pas de SMS',
      a: 'Écrivez le numéro comme d’habitude ; un 0 au début est enlevé. Attendez une minute, renvoyez le SMS et regardez dans les messages indésirables.\nToujours rien ? Utilisez un mot de passe ou le téléphone d’un proche. Après la connexion, vous pouvez ajouter une adresse e-mail et l’utiliser à la place.',
      also: 'sms code opérateur operateur étranger etranger e-mail email vérification verification message pas reçu recu',
    },
    noUser: {
      q: 'Il est écrit « utilisateur inconnu », mais mon compte existe',
      a: 'Vérifiez votre saisie, puis connectez-vous avec le numéro de la pièce d’identité et le mot de passe. Si cela échoue, inscrivez-vous de nouveau. S’il est alors écrit « ce compte existe déjà », appelez le 12345 : une personne s’en occupe.',
      also: 'connexion impossible connecter compte existe déjà deja inscrit',
    },
    password: {
      q: 'Le mot de passe est faux, ou je l’ai oublié',
      a: 'Connectez-vous par SMS, puis créez-en un nouveau dans « Moi ».',
      also: 'réinitialiser reinitialiser oublié oublie mot de passe',
    },
    passwordPhone: {
      q: 'J’ai oublié le mot de passe et je n’ai plus ce numéro de téléphone',
      a: 'D’abord le numéro, puis le mot de passe. Envoyez le numéro de votre pièce d’identité et le nouveau numéro de téléphone ; les agents comparent et l’enregistrent, puis vous vous connectez avec. Ou appelez le 12345.',
      also: 'numéro changé numero change ancien téléphone telephone oublié oublie',
    },
    lostPhone: {
      q: 'J’ai perdu mon téléphone',
      a: 'Si vous avez encore le numéro : connectez-vous sur le nouveau téléphone et retirez l’ancien dans « Moi ».\nSi le numéro est perdu aussi, envoyez le numéro de votre pièce d’identité et le nouveau numéro de téléphone ; les agents comparent et l’enregistrent.',
      also: 'volé vole nouveau téléphone telephone remplacer perdu',
    },
  },
}

export default messages
