import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HelpMessages } from './zh-CN'

const messages: Shape<HelpMessages> = {
  helpPage: {
    lead: 'Search first, or look by subject. You need not be logged in.',
    search: 'What do you want to know?',
    searchHint: 'For example: no message, forgot a day, flight changed',
    found: '{n} found',
    none: 'Nothing found. Try other words, or see below whom to ask.',
    all: 'See all questions',
    next: 'Go to “{screen}”',
    who: 'Whom can I ask?',
    whoLead: 'Before you call, have the last four characters of your document and what the screen said ready.',
    write: 'Write to them here',
    groups: { start: 'Getting a code', daily: 'Every day', colours: 'Colours', trip: 'Flight and journey', photos: 'Photos', family: 'Family', login: 'Phone and login' },
    desks: {
      travel: { what: 'A traveller’s mistake in the form', who: 'Have your evidence ready and call 12308. Staff can correct it.' },
      account: { what: '“No such user”, yet “already registered”; doubts about a colour', who: 'Call 12345. A person looks into it.' },
      platform: { what: 'How it works, what the rules are', who: 'The municipal data bureau answers.' },
      transport: { what: 'Checkpoints on the way back', who: 'The transport bureau answers.' },
      county: { what: 'Housing estates, offices, shops and everything else', who: 'The command office of your county or district answers.' },
    },
  },
  answers: {
    apply: {
      q: 'How do I get a code?',
      a: 'Log in with a phone number, give your name and document number, and declare your health once. You have a code at once and can look at it any time.\nIf you come to China from abroad, choose “I am coming to China from abroad”.',
      also: 'apply register first time health code sign up',
    },
    noCard: {
      q: 'What if I have no Chinese ID card?',
      a: 'Choose “Without one” and register with a passport or travel document. Two photos are needed before boarding.\nWhoever has an ID card must use it.',
      also: 'passport foreigner travel document entry',
    },
    twoPassports: {
      q: 'I have a foreign passport and one of Hong Kong or Macao. Which one?',
      a: 'The Chinese one. A passport of Hong Kong or Macao goes in by the passport entry, whichever you bought the ticket with.\nOnly the Chinese travel document for a single journey (旅行证) goes in as “Travel document”; all other Chinese travel documents go in by the passport entry.',
      also: 'dual two passports SAR taiwan permit nationality',
    },
    otherEntry: {
      q: 'I registered with a passport. Can I change to my ID card?',
      a: 'No. The first entry that worked is yours for good; the other one closes. Your days are not touched.',
      also: 'switch entry closed grey',
    },
    again: {
      q: 'I registered before. Must I fill it all in again?',
      a: 'No. What we know already is filled in. Look it over and confirm.',
      also: 'twice already registered repeat',
    },
    wrongNumber: {
      q: 'I gave a wrong passport number',
      a: 'Change it under “My journey”. It counts from your next declaration and your days go on. Once the passport photo was accepted, call 12308 instead.\nYour name and confirmed identity stay as they are; everything else can change with the next declaration.',
      also: 'correct document mistake typo address',
    },
    cardAtAirport: {
      q: 'Must I show my ID card at boarding?',
      a: 'Its number only serves to confirm who you are. Which documents you need to board is for the airline to say.',
      also: 'airport document',
    },
    truth: {
      q: 'What if somebody does not tell the truth?',
      a: 'You confirm that what you say is true. False answers and using another person’s code have legal consequences and reach the credit register. You are told before that and can object.',
      also: 'false lie penalty credit',
    },
    everyDay: {
      q: 'Must I declare every day?',
      a: 'Travellers to China: yes. Each declaration is good for 24 hours; declare again before they are over.\nIn China: not with a green code. With a yellow one every day for 7 days, with a red one every day for 14 days.',
      also: 'daily check-in checkin how often',
    },
    hours: {
      q: 'How are the 24 hours counted? From midnight to midnight?',
      a: 'No. They begin at the moment of your last declaration. Declare again within 24 hours and your days go on; earlier is fine. The page says by when.',
      also: 'deadline time late expire clock',
    },
    missed: {
      q: 'I forgot, and more than 24 hours have passed',
      a: 'Declare now. Your days begin again today; nothing can be filled in for the past.\nIf there are still 14 days before your flight, nothing is lost. If not, the page shows the earliest day to board: ask the airline to rebook or refund.',
      also: 'missed a day gap broken streak late expired',
    },
    mistake: {
      q: 'I chose something wrong, for example a dry cough',
      a: 'What was sent cannot be changed. Declare again as it is; your days go on.\nThen say under “Report a mistake” which declaration it was, and send your evidence to 12308. When staff have checked it they correct the answer, and the colour and the warnings follow.',
      also: 'error wrong answer symptom undo correct fever',
    },
    several: {
      q: 'Does it hurt to declare several times a day?',
      a: 'No. It still counts as one day, and the 24 hours begin with the last one.',
      also: 'twice again more than once',
    },
    history: {
      q: 'Where do I see what I declared before?',
      a: 'Under “History”, the newest first.',
      also: 'record list past declarations',
    },
    reminder: {
      q: 'Why do I get a reminder?',
      a: 'Two hours before the 24 hours are over we remind you, once. After you declared, no more comes.\nYou can set quiet hours: the reminder then comes before they begin.',
      also: 'text message notification night quiet expire',
    },
    outage: {
      q: 'The system was down. Are my days lost?',
      a: 'Times in which the system is down are recorded. What was due in such a time can be done until 2 hours after it.\nWhat was missed or mistaken otherwise is put right from the next declaration on.',
      also: 'broken error offline maintenance failure',
    },
    venue: {
      q: 'How do I scan at an entrance?',
      a: 'Use “Scan a venue code” or the camera of your phone. Some places ask for your temperature. Then show the colour to the guard. Or let the guard scan your code.',
      also: 'shop door QR temperature visit place',
    },
    meaning: {
      q: 'What do the three colours mean?',
      a: 'Green: you may go about in the city, the province and the partner provinces.\nYellow: stay at home under observation and check in every day.\nRed: stay at home or in a facility and check in every day.\n“Why this colour?” under the code tells the reason.',
      also: 'red yellow green pass',
    },
    backToGreen: {
      q: 'How does it turn green again?',
      a: 'Yellow: after 7 days, with 7 normal check-ins in a row. Red: after 14 days, with 14 in a row.\nIt changes by itself on that day. After a missed day or one that was not normal the count starts again.',
      also: 'clear change how long days end',
    },
    turned: {
      q: 'It was green and changed when I checked in. Why?',
      a: 'Perhaps you said that you have a fever or a cough, or a place you were in is a risk area now. The reason and the earliest day it can end stand under the code.',
      also: 'turned yellow red suddenly',
    },
    wasAway: {
      q: 'I came back over 14 days ago. Do I still answer “yes”?',
      a: 'Yes, tell the truth. After 14 days (7 for a medium-risk area), and if you are well, it does not touch a green code.\nOfficial records count beside what you say.',
      also: 'returned travelled elsewhere isolation honest',
    },
    gate: {
      q: 'A checkpoint found me too hot and my code is yellow',
      a: 'At 37.3 °C or more it turns yellow. If the reading was wrong, have it taken again at once: the same checkpoint can take it back within 15 minutes. Later, say so under “Report a mistake”, or call 12345.',
      also: 'temperature fever guard wrong reading',
    },
    travelRed: {
      q: 'Why is my international code red?',
      a: 'After 48 hours without a declaration it turns red; one declaration brings it back at once.\nA symptom, a positive test or contact with a case makes it red for 14 days, with 14 normal declarations in a row.\n48 hours after the flight the journey is over and nothing more is asked.',
      also: 'traveller 48 hours undeclared',
    },
    appeal: {
      q: 'My colour is wrong. How do I object?',
      a: 'Write it under “Report a mistake”, or call 12345, with the reason that stands under the code. You get an answer within 48 hours; after that a supervisor has it. Until then the colour stays.',
      also: 'appeal complaint mistake doubt',
    },
    since: {
      q: 'For how many days must I declare before the flight?',
      a: 'From the 14th day before the flight on, at least once in every 24 hours, until you leave.\nFor flights from 8 to 22 April 2020 it is enough to have begun on 8 April.\nThe page tells you when to begin.',
      also: '14 days fourteen how long',
    },
    noTicket: {
      q: 'I have no ticket yet. Can I declare already?',
      a: 'Yes. Give the day on which you hope to fly. Your days count all the same; add the flight when you have it.',
      also: 'expected date before buying',
    },
    legs: {
      q: 'I change planes. Which flight do I give?',
      a: 'The last one, that lands in China. Its time of departure counts.',
      also: 'several legs connection flight number segment',
    },
    transit: {
      q: 'I only change planes in a country on the list. Must I declare?',
      a: 'If your journey begins in a country on the list: yes. If you only change there and stay in the airport: no. If you leave the airport: yes.\nYou may declare in any case.',
      also: 'transit connection stopover announcement countries',
    },
    changed: {
      q: 'My flight was changed or cancelled. Do my days still count?',
      a: 'All of them. Another flight, another day or no flight at all: nothing touches the days you declared. Change it under “Flight and journey”.',
      also: 'rebook refund cancel new date',
    },
    destination: {
      q: 'My ticket says Beijing, but the plane lands elsewhere',
      a: 'Give the destination on the ticket. Nothing has to be changed.',
      also: 'diverted landing city arrival',
    },
    risk: {
      q: 'Why does it say that my journey is at risk?',
      a: 'There are two reasons: the chain broke and there are not enough days left; or within 14 days of the flight you were unwell (37.3 °C or more, a symptom, tired, a positive test, contact with a case).\nEach says what to do and on which day you can board at the earliest. A missing photo is no risk: it only has to be sent.',
      also: 'warning cannot board temperature',
    },
    clock: {
      q: 'Beijing time or local time?',
      a: 'Days, and the day of your flight, are Beijing’s. The page shows both times. When clocks change where you are, just go by the countdown.',
      also: 'time zone summer time daylight saving date',
    },
    boarding: {
      q: 'My code is green. Can I board for certain?',
      a: 'With the plane mark you would meet the rule if the flight left now. In the end the airline decides.',
      also: 'plane mark airline allowed',
    },
    which: {
      q: 'Which photos are needed?',
      a: 'Whoever registered with a passport sends two: the page with your photo, and you holding the open passport. With an ID card none is needed.',
      also: 'passport page holding copy',
    },
    upload: {
      q: 'My photo does not upload',
      a: 'Photos are made smaller by themselves, and go on after a lost connection; you may leave the page.\nIf it still fails, change the network (from Wi-Fi to mobile data or back), go where the signal is good, or take the photo again.',
      also: 'fails too large timeout network',
    },
    refused: {
      q: 'My photo was not accepted. Is my code still good?',
      a: 'Yes, the code does not need photos, but boarding needs both. Look at the reason and take it again.',
      also: 'rejected review check',
    },
    forOthers: {
      q: 'Can I declare for somebody else?',
      a: 'For children of 12 or under, old people who cannot fly alone, and people who are ill or disabled; ten at most.\nYou must be confirmed by ID card and declare for yourself first. Swipe to see all codes.',
      also: 'proxy child parents elderly family behalf',
    },
    apart: {
      q: 'Whoever declares for me takes another flight',
      a: 'Ask them to tap “Save as a picture” under your code and to send it to you. Show it at boarding. It says until when it is valid.',
      also: 'screenshot picture separate proxy',
    },
    alone: {
      q: 'Somebody declared for me. Can I go on by myself?',
      a: 'Yes. Log in to the same account, and when it asks who fills it in, choose “They do”. Your days go on.',
      also: 'continue myself account',
    },
    relativesAccount: {
      q: 'The phone number is registered by a relative. Can I use it?',
      a: 'An account stays with the first person registered in it. Please log in with a number of your own.\nA relative’s phone can receive your first message if they have no account; change to your own number under “Me” later.',
      also: 'wechat shared account change person',
    },
    noPhone: {
      q: 'What about people without a phone?',
      a: 'A relative can get the code for them and print it. Or they bring their ID card, and the guard looks up the colour.',
      also: 'old elderly paper print card',
    },
    noSms: {
      q: 'My foreign number gets no message',
      a: 'Write the number as usual; a leading 0 is dropped. Wait a minute, send again, and look in the junk messages.\nStill nothing? Use a password, or a relative’s phone. After logging in you can add an e-mail address and use that instead.',
      also: 'sms code carrier abroad email verification text does not arrive',
    },
    noUser: {
      q: 'It says “no such user”, but I am registered',
      a: 'Check what you typed, then log in with document number and password. If that fails, register again. If it then says “already registered”, call 12345: a person looks into it.',
      also: 'login cannot log in account exists already registered',
    },
    password: {
      q: 'The password is wrong, or I forgot it',
      a: 'Log in by text message, then set a new one under “Me”.',
      also: 'reset forgotten password',
    },
    passwordPhone: {
      q: 'I forgot the password, and the phone number is no longer mine',
      a: 'First the number, then the password. Send your document number and the new phone number; staff compare them and put the number in, and you log in with it. Or call 12345.',
      also: 'changed number old phone reset',
    },
    lostPhone: {
      q: 'My phone is lost',
      a: 'If you still have the number: log in on the new phone, and remove the old one under “Me”.\nIf the number is gone too, send your document number and the new phone number; staff compare them and put the number in.',
      also: 'stolen new phone replace',
    },
  },
}

export default messages
