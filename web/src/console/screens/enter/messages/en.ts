import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { EnterMessages } from './zh-CN'

const messages: Shape<EnterMessages> = {
  enter: {
    new: 'Enter many', newTitle: 'Enter many', none: 'Nothing was entered yet.', origin: 'From', kindOf: 'Kind', state: 'State', region: 'Region', began: 'Began', everyKind: 'Every kind', everyState: 'Every state',
    kind: { contacts: 'Close contacts', cases: 'Cases', travel: 'Travel', designations: 'Designations', ratings: 'Ratings of regions', registrations: 'Earlier registrations' },
    kindHint: {
      contacts: 'Who met a case: number of the document, kind of contact, last day.', cases: 'Who is a case: number of the document, kind, day of diagnosis.', travel: 'Who stayed where: number of the document, region, first day.',
      designations: 'Who gets which colour: number of the document, colour, ground, order.', ratings: 'Which region is rated how: region, level, first day.', registrations: 'Registrations of another code: number of the document, name of the code, day.',
    },
    status: { entering: 'Being entered', awaiting: 'Awaits its file', reading: 'Being read', checked: 'Checked', applying: 'Taking effect', done: 'Done', stopped: 'Stopped', unreadable: 'Cannot be read', undoing: 'Being taken back', undone: 'Taken back' },
    originField: 'Where the list is from', originHint: 'Such as “Contacts of Chengdong CDC, 10 March”. Colleagues see it, so no names or numbers.', needOrigin: 'Say where it is from',
    how: 'How', wayTyped: 'Paste from a spreadsheet or type here (up to 2,000 rows)', wayFile: 'Send a file', file: 'File', fileHint: 'CSV, Excel (.xlsx) or JSON lines. CSV up to 200 MB, Excel up to 50 MB.',
    needFile: 'Choose a file', noList: 'Choose a .csv, .xlsx or .jsonl file', emptyFile: 'This file is empty', largeWorkbook: 'The Excel file is over 50 MB. Please save it as CSV', largeFile: 'The file is over 200 MB. Please send it in parts',
    sendFile: 'Send and check', toGrid: 'Open the table', beginning: 'One moment…', cancel: 'Cancel',
    grid: {
      how: 'Copy in Excel (the heading may come along), click a cell, paste. Each cell is checked at once. The rows are kept by the system for you alone, and not on this computer.',
      label: 'Rows to enter', keys: 'Arrows, Enter and Tab move; Esc leaves the table.', needed: ' (needed)', twice: 'twice',
      count: '{n} rows, {bad} with faults, {repeated} twice', loading: 'Opening…', typed: 'Not kept yet', saving: 'Keeping and checking…', saved: 'Kept at {time}', failed: 'Not kept',
      nextFault: 'Next fault', tooMany: 'There is room for {n} rows here; what was over is left out. For more please send a file.', left: 'These columns were left out: {names}',
      serials: '{n} day is a number of Excel’s: {cell} may be {day}. | {n} days are numbers of Excel’s: {cell} may be {day}.', asDays: 'Write as days', check: 'Check {n} rows', checking: 'Sending…',
      what: 'Good rows are proposed, and a second person decides; bad ones are listed, to be downloaded and mended.',
    },
    begun: 'Begun {time}, {region}', agreed: 'agreed to {time}', numbers: 'Numbers', parted: { tab: 'parted by tabs', comma: 'parted by commas', semicolon: 'parted by semicolons', other: 'parted otherwise' }, see: 'See it',
    sentence: '{lines} line: {good} good, {bad} bad, {repeated} twice, {known} known | {lines} lines: {good} good, {bad} bad, {repeated} twice, {known} known',
    good: 'Good', bad: 'Bad', repeated: 'Twice', known: 'Known', is: { good: 'take effect', bad: 'to be mended and sent again', repeated: 'the file says it before', known: 'in force already, or over', other: 'since then' }, other: 'Taken back', itsLines: 'Its lines', goodLines: 'Good lines, and what became of each', notYet: 'Not worked off yet', notInForce: 'Not put in force: see the bad lines',
    touches: 'About {people} people touched: {red} turn red, {yellow} yellow.', unmatched: '{n} more of the good lines are about people who have not registered: they count once they do.', namesDiffer: '{n} lines have another name than is on record. They count once both were compared.',
    next: 'What is next', uploading: 'Sending {name}: {percent} %', uploadingLabel: 'Sent', uploadFailed: '{name} did not get through ({percent} %).', awaiting: 'The file is read as soon as it has come, within a minute.',
    reading: 'Being read, {n} lines so far. You may leave this page.', proposed: 'The good lines are proposed and wait for a second person.', lapsed: 'No proposal waits: it lapsed or was refused. Stop and go on to propose it again.', nothingGood: 'No line can take effect, so nothing is proposed.',
    dryRuns: 'A dry run is finding out whom it touches…', dryDone: 'The dry run found {people} people: {red} turn red, {yellow} yellow.', dryOpen: 'Open the dry run',
    applying: 'Taking effect line by line: {percent} %. You may leave this page.', done: 'All lines are worked off.', undoing: 'Being taken back line by line; it takes some minutes.', undone: 'All of it was taken back, as if it had never been known.', unreadable: 'This file cannot be read.', stopped: 'Stopped. What took effect stays.', byte: '(byte {n})',
    decide: 'Look at the proposal and decide', lookAt: 'Look at the proposal', undoOpen: 'See how it is taken back', undoProposed: 'Proposed; a second person decides.', act: { stop: 'Stop', resume: 'Go on', 'dry-run': 'Dry run first', undo: 'Take all of it back', throw: 'Throw away' },
    undoWhat: 'Each line that took effect is taken back, as if it had never been known. What was closed stays closed. A second person has to agree.', undoYes: 'Propose it', reason: 'Reason', needReason: 'Say why',
    became: 'What became of it',
    outcome: { accepted: 'In force', left: 'Not worked off yet', waiting_match: 'Waits for a registration, or for names to be compared', held: 'Held by the breaker for a supervisor', no_effect: 'No effect: over, or older than what is known', known: 'Known already', failed: 'Failed', own_record: 'About whoever proposed or agreed', region_outside: 'Another region has it', other_person: 'The number is another person’s', undone: 'Taken back', changed_since: 'Stands: somebody decided about it since' },
    badLines: 'Bad lines ({n})', badLabel: 'Bad lines, scrolls', line: 'Line', whole: 'Content', empty: '(empty)', download: 'Download the bad lines', downloadWhat: 'The download has the file’s own columns and, in front, “错误 error”. Send it as a new file once it is mended; that column is ignored. Names and numbers are masked here unless they are what is wrong.',
    whom: 'Lines that would take effect', number: 'Document ends in', says: 'Says',
    template: {
      title: 'Columns of such a list', what: 'Their order and names may differ. Others are not read.', save: 'Save a template (csv)', file: '{kind} template', heading: 'Column', needed: 'Needed', needs: 'yes', may: 'no', holds: 'What stands in it', or: 'or: {names}', oneOf: 'one of: {words}',
      form: { number: 'the number of the document, kept as text: a spreadsheet must not make a number of it', country: 'two letters or the name of the country, such as CN', name: 'the full name', region: 'six digits of the county, such as 630102', rated_region: 'six digits, or a name that means one region, such as 城东区', day: 'a day, such as 2020-03-12', days: 'how many days, 1 to 28', ids: 'ids of cases or what their offices call them, parted by commas', words: 'words, at most 120 characters' },
    },
    columns: 'Columns of the file', columnOf: 'Column', takenFor: 'Taken for', notRead: 'not read', otherColumns: 'Choose other columns', readAnew: 'Read it anew like this', columnTwice: '“{field}” is chosen twice', written: 'Written as {how}',
    field: {
      document_type: 'Kind of document', document_number: 'Document number', document_country: 'Issued by', name: 'Name', kind: 'Kind', last_exposure: 'Last contact', ground: 'Ground', case_ids: 'Case', region: 'Region', status: 'Status', on: 'Diagnosed on', onset_on: 'Onset on',
      sampled_on: 'Sampled on', isolated_on: 'Isolated on', released_on: 'Released on', source_ref: 'Reference', colour: 'Colour', document_ref: 'Order', since: 'Since', days: 'Days', checkins: 'Check-ins', place: 'Stayed in', first: 'First day', last: 'Last day', reference: 'Flight or train',
      system: 'Name of the code', registered_on: 'Registered on', residence: 'County of residence', address: 'Address', level: 'Level of risk', area: 'Part of it',
    },
    value: {
      close: 'close', building: 'same building', confirmed: 'confirmed', suspected: 'suspected', asymptomatic: 'without symptoms', open: 'open', released: 'released', excluded: 'excluded', withdrawn: 'withdrawn', red: 'red code', yellow: 'yellow code', exposure: 'same place, same time', phone_interview: 'phone interview', flight_list: 'flight list', residents_list: 'list of residents', other: 'other',
      quarantine_order: 'quarantine order', returnee: 'returnee', cohort_exposure: 'exposed with others', other_public_health: 'other, public health', low: 'low', medium: 'medium', high: 'high', key: 'key region', id_card: 'ID card', residence_permit: 'residence permit (Hong Kong, Macao, Taiwan)', foreign_permanent: 'foreign permanent resident card', passport: 'passport', travel_document: 'travel document', hk_macao_permit: 'Hong Kong or Macao travel permit', taiwan_permit: 'Taiwan travel permit',
    },
  },
}

export default messages
