# The words on the screen, English. One word for one thing.

notebook = Notebook
notebook-of = The notebook of
skip = Skip to the page
nav = Pages
nav-overview = Overview
nav-differ = Differences
nav-sources = Sources
nav-log = Log
nav-health = Health
search = Search
search-label = Search the notebook
search-help = Words, or a “phrase in quotation marks”. Arabic is found however it is spelled.
search-go = Search
foot-where = This notebook is the folder { $folder } on this computer. Nothing here is fetched from elsewhere.
foot-json = This page as data (JSON)
foot-public = Public view
foot-keeper = Keeper’s view

# Counting
count-statements =
    { $n ->
        [0] No statements
        [one] { $n } statement
       *[other] { $n } statements
    }
from-sources =
    { $n ->
        [one] from { $n } source
       *[other] from { $n } sources
    }
count-cards =
    { $n ->
        [one] { $n } card
       *[other] { $n } cards
    }
count-found =
    { $n ->
        [0] Nothing found
        [one] { $n } card found
       *[other] { $n } cards found
    }
count-found-page =
    { $n ->
        [0] Nothing more on this page
        [one] { $n } card on this page
       *[other] { $n } cards on this page
    }
count-found-possibly =
    { $n ->
        [one] { $n } card found, { $possibly } of them only possibly
       *[other] { $n } cards found, { $possibly } of them only possibly
    }
search-narrow = Narrow down
search-apply = Show these
search-chosen = What is chosen
search-let-go = Let go
search-more =
    { $n ->
        [one] and { $n } other value
       *[other] and { $n } other values
    }
search-dated = A date of
search-since = From
search-until = To
search-sure = Only what certainly lies between, not what possibly does
search-count = Count also the values of
search-columns = Show as a table with these columns
search-name = Name
search-perhaps = possibly
search-sheet = All of this as a sheet (CSV)
search-book = as a workbook (XLSX)
search-statements = every statement by itself, to be imported into another notebook (CSV)
search-statements-open = (what is sealed stands in it in the open: keep it safe)
search-passports = a passport list for genebanks (MCPD, CSV), without what is restricted
search-passports-all = the same with givers, collectors and places (keep it safe)
search-kept = The address of this page asks the same again: keep it as a bookmark.
search-now = What narrows down counts what is said now, by everybody; here only words are looked for.
count-origins =
    { $n ->
        [one] { $n } origin
       *[other] { $n } origins
    }
count-past =
    { $n ->
        [one] Before that, { $n } other value
       *[other] Before that, { $n } other values
    }
count-differ =
    { $n ->
        [one] { $n } point on which sources differ
       *[other] { $n } points on which sources differ
    }
count-may-differ =
    { $n ->
        [one] { $n } on which they may differ
       *[other] { $n } on which they may differ
    }
count-sealed =
    { $n ->
        [0] Nothing is sealed
        [one] { $n } sealed statement
       *[other] { $n } sealed statements
    }
count-entries =
    { $n ->
        [one] { $n } entry in the log
       *[other] { $n } entries in the log
    }
count-suggestions =
    { $n ->
        [0] No suggestions wait
        [one] { $n } suggestion waits
       *[other] { $n } suggestions wait
    }

# Overview
overview-lead = Everything here is a statement with a source. Sources that differ stand side by side; nothing is overwritten.
overview-held = What the place held
overview-happened = What happened
overview-most-told = What is told most often:
overview-happenings =
    { $n ->
        [one] On the timeline: { $n } happening
       *[other] On the timeline: all { $n } happenings
    }
count-happenings =
    { $n ->
        [0] nothing dated yet
        [one] { $n } happening
       *[other] { $n } happenings
    }
overview-differ = Where sources differ
overview-left = What is left
overview-states = A card counts once for each state that some source tells: where sources differ, more than once.
overview-state = What state things are in
overview-states-of = Of { $of } places, buildings and collections, a state is told of { $told }.
overview-beside = Also cards of:
overview-differ-all = All differences, and why
overview-left-nothing = No source tells what is left.
overview-left-more =
    { $n ->
        [one] And { $n } statement more, on its card.
       *[other] And { $n } statements more, on their cards.
    }
overview-map = Open the map

# Statements and their sources
according-to = According to
and-more =
    { $n ->
        [one] and { $n } more
       *[other] and { $n } more
    }
said-in = in
stated-on = said on { $date }
statement-whole = The whole statement
statement-in-text = In the text of the source
inferred-when = { $date } (inferred: { $why })
said-possible = said as possible
said-probable = said as probable
said-doubtful = said with doubt
with-reserve = said with reserve
possibly = possibly
sealed = sealed
in-cell = row { $row }, column { $column }
on-page = page { $page }
in-header = in the line “{ $page }” of the mail
in-paragraph = paragraph { $page }
in-note = note { $page }
in-message = message { $page }
at-time = at { $page }
mark-hidden = hidden in the source: a reader of it does not see these words
mark-recognised = recognised by a machine on a picture: may be misread
mark-deleted = struck out in the source by a tracked change
mark-comment = a comment on the source
mark-quoted = quoted from an earlier mail
mark-forwarded = passed on: another wrote it
recorded-by = recorded by { $party }, { $date }
moment = { $date }, { $time } UTC
nameless = without a name
undated = no date
date-said-only = only when it was said is known
date-inferred = inferred
date-completed = partly inferred
shown-first = shown first
shown-first-by = Shown first by the wish of

# Card
card-timeline = What happened to it
card-remarks = About these statements
remark-about = on: { $words }
card-sameness = The same, or not
card-links-in = Named by
count-more-links =
    { $n ->
        [one] and { $n } more
       *[other] and { $n } more
    }
levels = Still to be said
level-complete = everything is said
level-reached = { $said } of { $of } said; still to be said:
level-picture = a picture of it
level-by-others = something else that names it under “{ $label }”
card-empty = No source says anything that answers this question.
card-id = Its lasting name:
same-as = the same as
different-from = not the same as
may-be-same = perhaps the same as
section-identity = What it is
section-history = History
section-holdings = What it held
section-keeping = How it is kept
section-condition = Physical state
section-event = What is told of it
section-links = Belongs to
section-record = In this notebook
kind-heading = All cards of one kind

# Differences
differ = Where sources differ
differ-lead = Two sources that differ are two statements. They stand side by side, with the reason; nothing here decides between them.
differ-nothing = No sources differ here.
differ-why = Why:
differ-time = when
differ-denies = denies this
agree = Where sources agree
independence-unknown = whether they are independent is not known
independence-none = all drawn from one

# Sources
sources-lead = Every statement comes from one of these, or from the keeper. Open one to read it as it is.
sources-title = Source
sources-publisher = Published by
sources-published = Published
sources-statements = Statements
source-card = Its card
source-text = The text
source-statements = Statements from it
source-withheld = This source was not published. Its text may name people, and is shown to keepers only.
source-withheld-here = withheld here
source-hidden =
    { $n ->
        [one] { $n } passage is hidden from others
       *[other] { $n } passages are hidden from others
    }
source-hidden-why = What they say is sealed. Others read “withheld here” in their place, and cannot have the file. To show one again, take back the statement that it leads to.
source-no-text = The text of this source is not here.

# Statement
claim = Statement
claim-gone = Nobody holds this statement any more. Its history stands below.
claim-sentence = Where it stands
claim-history = Who recorded it
ended-retracted = no longer held by who said it
ended-replaced = replaced by a corrected statement

# Moments
moments = What came to be known
moments-lead = Compare two days: which statements had been made by the second and not by the first, and which differences came with them.
moments-earlier = What was known on
moments-later = And what was known on
moments-help = Such as 2032-04-15 or 2032-04.
moments-later-help = Empty: today.
moments-possibly = possibly said before already
moments-before = Known before:
moments-differ = New differences
moments-days = Days on which something was said
moments-between = from { $earlier } to { $later }
moments-on-cards =
    { $n ->
        [one] on { $n } card
       *[other] on { $n } cards
    }
moments-new =
    { $n ->
        [0] No new statements
        [one] { $n } new statement
       *[other] { $n } new statements
    }
moments-differences =
    { $n ->
        [0] no new differences
        [one] { $n } new difference
       *[other] { $n } new differences
    }

# The question
question = Another time, or one source only
question-asked = This page answers a narrower question
question-at = As of
question-at-help = When it held or happened, such as 2032-01. Empty: at any time.
question-known = As known on
question-known-help = Only what had been said by then.
question-recorded = As recorded by
question-recorded-help = Only what this notebook held by then: a day.
question-from = From whom
question-from-help = One source or speaker, by name.
question-ask = Show
question-clear = Back to everything
fault-date = This is no date. Write a year, month or day such as 2032, 2032-04, 2032-04-15, or 1948~ for about.
fault-past = What this notebook held before is for keepers: open the keeper’s view. This is what stands now.
fault-time = This is no day. Write it as 2032-04-15.
fault-source = No source or speaker here has this name.

# Lists
turn = Parts of the list
turn-back = Back
turn-on = Next
turn-at = { $page } of { $pages }

# Log
log-lead = Every entry is signed. Nothing is overwritten: what was taken back stays told.
log-time = When
log-party = On whose behalf
log-done = What was done
log-entry = Entry
log-not-counted = does not count
log-recorded =
    { $n ->
        [one] { $n } statement recorded
       *[other] { $n } statements recorded
    }
act-retract = statements taken back
act-replace = a statement corrected
act-grant = a device let in
act-revoke = a device shut out
act-erase = erased
act-consent = an erasure agreed to
act-acknowledge = an erasure carried out
act-close-fork = a torn log closed
act-correct-time = a wrong time corrected
act-join = another notebook trusted
act-succeed = a log continued on a new device
act-other = something that this program does not know

# Health
health-lead = How this notebook is, and what can be done about it.
health-closed = Copies, room on the disk and the check of every file are shown to those who keep the notebook.
health-copies = Copies
health-no-copy = No copy was made on this computer yet. If its disk is lost, the notebook is lost.
health-last-copy = Last copy:
health-since =
    { $n ->
        [0] Everything recorded here is in it.
        [one] { $n } entry was made since then and is not in it.
       *[other] { $n } entries were made since then and are not in it.
    }
health-planned = Copies are to go to:
health-unplanned = It is not noted where copies are to go.
health-plan = Note it
health-bundle = Save a copy as one file
health-bundle-help = All statements and source files, in a tar file. What is sealed stays sealed in it, and no key goes along. Keep it on another disk, or with somebody whom you trust. When it is saved, load this page again.
health-copies-before = Copies before that
copy-bundle = a file
copy-deposit = a sealed copy
copy-sync = another notebook, brought level
copy-withheld =
    { $n ->
        [one] { $n } statement was held back
       *[other] { $n } statements were held back
    }
copy-checked = found whole on
health-disk = Room on the disk
health-little = Little room is left on the disk. What is recorded is safe, but soon nothing can be added: make room, or move the notebook’s folder to a larger disk.
health-free = Room left
health-free-unknown = this system does not say
health-whole = This notebook takes
health-parts = What takes how much
health-logs = Statements
health-evidence = Source files
health-rest = Everything else
health-folder = Folder:
size-kb = { $size } kB
size-mb = { $size } MB
size-gb = { $size } GB
health-index = Index
health-index-level = The index is level with the log.
health-index-written = Somebody is recording at this moment; the index follows.
health-index-behind = The index was not closed, or is behind the log. Nothing is lost: it is made anew when the notebook is next written to, or now.
health-index-changed = The index was changed since it was closed, and is not used. Nothing is lost: make it anew.
health-rebuild = Make the index anew
health-rebuild-help = It is made from the log. The notebook can be read meanwhile; recording waits.
health-index-renewed = The index was made anew.
health-time = Clock
health-clock = The clock is later than the last entry, as it should be.
health-clock-behind = The clock is earlier than the last entry: set the clock of this computer before you record.
health-now = The clock says
health-last = Last entry
health-undated =
    { $n ->
        [one] Of { $n } entry it is not known when it was made.
       *[other] Of { $n } entries it is not known when they were made.
    }
health-files = Every file
health-verify = Check every file
health-verify-help = Reads everything and compares it with its signatures. Nothing is changed.
health-checked = What the check found
health-looked-at =
    { $n ->
        [one] { $n } statement and all source files were read again.
       *[other] { $n } statements and all source files were read again.
    }
health-well = Every byte is as it was written.
health-damage = damaged or missing
health-warning = warning
health-note = note
finding-statements = Statements were changed or lost in the files here.
finding-entries = The log was changed: some of its entries no longer match their signatures.
finding-lost = The log ends before entries that were already saved here.
finding-settings = What founds the notebook was changed or is missing.
finding-file = A source file is not as it was kept.
finding-file-absent = Statements cite a source file that is not here.
finding-form = A form that the notebook uses was changed or is missing.
finding-newer = A newer version of this program wrote here.
finding-index = The index does not match the log. Nothing of the record is lost.
finding-interrupted = Something was cut short while it was being written. It never counted.
finding-erasure = Something that was to be forgotten is still in the files: forgetting it was cut short.
finding-stray = A file lies here that does not belong to the notebook, or lacks the rest of it.
finding-other = Something is not as it should be.
finding-places =
    { $n ->
        [one] In { $n } place
       *[other] In { $n } places
    }
finding-more =
    { $n ->
        [one] And in { $n } place more.
       *[other] And in { $n } places more.
    }
remedy-copy = Mend it from a copy, below, or in the terminal: daftar repair --from COPY. Until then, record nothing on this disk, which may be failing.
remedy-bundle = Bring it back from whoever has the file: mend from a copy, below, or take in a bundle.
remedy-newer = Use a program of that version or a later one.
remedy-rebuild = Make the index anew.
remedy-nothing = Nothing is to be done: it is tidied up at the next recording.
remedy-erase = Forget it again: daftar erase.
remedy-stray = Look at the file and move it elsewhere; if it belongs to a log, bring back the rest from a copy.

# Unlocking
unlock = Keeper’s view
unlock-lead = You see what everybody may see. With the keys of this notebook you also see what is sealed or restricted, until you close it again or leave it for half an hour.
unlock-passphrase = Passphrase of the notebook
unlock-help = It stays on this computer.
unlock-wrong = That does not open the notebook. Try again; nothing was changed.
unlock-button = Show me the keeper’s view
lock = Keeper’s view is open
lock-lead = You see what is sealed or restricted. Do not show this screen to others.
lock-button = Back to the public view

# Adding
add = Add
add-lead = Write down what you know. Every statement keeps who said it and when; nothing is overwritten.
add-kind = A new card
add-read = A document
add-read-lead = An article, a letter, a list: its statements become suggestions that you look through, sentence by sentence.
add-card-lead = Answer what you know and leave the rest empty.
add-more = More to say about it
add-save = Save
add-again = Make another card of this name all the same
add-to = Add to this card
add-to-lead = What do you want to say of it? If sources differ, add what each one says.
same = The same as another card, or not
same-lead = Two cards that are one thing are shown as one. This can be taken back, and then each has its own statements again.
same-go = Is it the same as another card?
same-other = The other card
same-other-help = Its name as it stands on the card.
same-how = These two cards
same-is = are the same
same-is-not = are not the same
same-may-be = are perhaps the same
names = Names

# Values
value-number = Number
value-number-help = With a point: 12.5
value-unit = Unit
value-low = At least
value-best = Exactly, or the best estimate
value-high = At most
value-date-help = Such as 2032-04-15, 2032-04, 2032, or 2032~ for about.
value-card-help = The name of a card. Names are offered while you type.
value-lat = Latitude
value-lat-help = Degrees north, such as 35.0123
value-lon = Longitude
value-lon-help = Degrees east, such as 21.0456
value-metres = Right to about how many metres
value-lang = Language of the text
value-lang-none = none, or not known
value-code-none = nothing chosen
value-another = Another: { $label }
value-how = What is known
value-how-value = what stands above
value-how-unknown = it is said to be unknown
value-how-none = it is said that there is none
date-ways = How to write a date
date-day = a day
date-month = a month
date-year = a year
date-about = about that year
date-unsure = that year, but not sure
date-interval = from then until then
date-before = then or earlier
date-after = then or later
date-season = the spring (22 summer, 23 autumn, 24 winter)
date-decade = some year of that decade
date-bce = 3200 before the common era: one less, with a minus
which-card = Which one is meant?
which-none = none of them yet
make-card = Or make a new card of this name
make-none = no, I will type another name

# How it is known
origin-summary = Seen by me, today. Change this
origin = How do you know?
origin-me = I saw it or know it myself
origin-told = Somebody told me
origin-teller = Who
origin-teller-help = A name or a pseudonym.
origin-source = It stands in a source
origin-which = Which source
origin-which-help = Its title as it stands on its card.
origin-speaker = Who says so there
origin-speaker-help = Empty: the source itself.
origin-stated = When it was said
origin-stated-help = The day of seeing, telling or writing.
origin-when = When it held or happened
origin-when-help = Empty: not said.
origin-quote = In which words
origin-quote-help = The sentence, to the letter.
origin-page = Where in the source
origin-page-help = A page, a line, a shelf mark.
sure = How surely it is said
sure-plain = simply said
sure-possible = as possible
sure-probable = as probable
sure-doubtful = with doubt

# Who may see it
privacy = Who may see it
restricted = Restricted: only keepers
restricted-help = It is sealed: other copies of the notebook cannot read it.
restricted-one = Restricted: only keepers
held-back =
    { $n ->
        [one] Everybody is told this { $n } day after it was said, unless it is restricted.
       *[other] Everybody is told this { $n } days after it was said, unless it is restricted.
    }
concerns-ask = It concerns a person
concerns = Whom it concerns
concerns-help = Names of cards, with a semicolon between them. If one of them wishes it, this statement is destroyed.

# Changing a statement
changes = What can be done with it
change-back = Back to the statement
edit = Correct a statement
edit-lead = For what was recorded wrongly. If a source says something else, add that beside it instead.
edit-pair = What you write in the other language is added as a statement of its own.
edit-go = Correct
edit-save = Save the correction
retract = Take a statement back
retract-lead = You no longer hold it. Its history stays told; if somebody else recorded it too, it still stands.
retract-go = Take back
deny = A denial
deny-lead = Somebody says that it is not so. Both are shown.
deny-go = Denied by somebody
deny-words = In which words
deny-words-help = As they were said.
deny-speaker = Who denies it
deny-speaker-help = Empty: yourself.
prefer = Show first, and why
prefer-lead = This value then stands before the others, with your reason and your name. The others stay.
prefer-go = Show first
prefer-over = Before these
prefer-alone = No other value stands beside it.
prefer-why = Why
prefer-why-help = Everybody who sees the card reads this.
assess = How it was checked
assess-lead = What somebody did to check it. Recording a statement is not believing it.
assess-go = Say how it was checked
assess-how = How it was checked
assess-when = When
seen = How it was seen
seen-lead = On the spot, in images of which days, by testimony: the source of the statement says so.
seen-go = Say how it was seen
seen-how = How
seen-sensor = Sensor
seen-sensor-help = Of images: the satellite or camera, as the source names it.
seen-image = Date of the image
seen-image-help = When the image was taken in which it was seen.
seen-compared = Date of the image it was compared with
seen-compared-help = When the earlier image was taken.
seen-nothing = Fill at least one field.
grade-mapped = This is the source's own grade. What stands beside it is our reading of it, and loses something:
grade-source = The grades are those of:
grade-unchecked = They were written from memory and not compared with that source.
seal = Seal a statement
seal-lead = Only keepers can read it then. The open one is erased, here and on every copy that hears of it.
seal-go = Seal

# Reading documents
read = Read a document
read-lead = Its statements become suggestions; you decide on each. The document itself is kept as it is.
read-go = Read
read-files = Documents
read-files-help = Text, PDF, Word documents (.docx), saved web pages, mail (.eml), chats written out of WhatsApp or Telegram and subtitles are read, in English and Arabic. Pictures and recordings are kept as source files. You can also drop them onto this page.
read-published = Was it published?
read-published-help = Whom a published document names is shown to everybody; whom any other names, to keepers only.
read-private = No, or I do not know
read-public = Yes, it was published
read-publisher = By whom
read-publisher-help = A newspaper, an office, a website.
read-date = When
read-restricted = No, and nobody but keepers may see it: keep it encrypted
graphic-show = Marked as graphic. Show it.
graphic-marked = Marked as graphic: wounds or the dead.
graphic-ask = It shows wounds or the dead
graphic-ask-help = Pages blur such pictures until somebody asks to see them.
collect = How it was come by
collect-where = Where
collect-where-help = The address of the page or post, or a place. Such as https://…
collect-captured = Captured
collect-captured-help = The day on which it was saved or the picture of the screen was taken: 2032-03-04
collect-by = By whom, if not by you
collect-by-help = Sealed: only keepers read it.
collect-tool = With which tool
collect-tool-help = Such as the name of the browser or telephone.
read-more = Unusual letters?
read-encoding = Encoding
read-encoding-known = recognise it
read-sending = On its way …
read-lost = The notebook does not answer. Nothing was lost: try again in a moment.
read-came = What came
read-review = Look through its suggestions
read-kept = { $kind }, kept as a source file.
read-notes = { $n ->
    [one] One thing was not read, or was odd
   *[other] { $n } things were not read, or were odd
}
file-kept-all-the-same = It is kept as a source file.
read-suggestions =
    { $n ->
        [0] was read; it gives no new suggestions.
        [one] was read: { $n } suggestion.
       *[other] was read: { $n } suggestions.
    }
file-text = text
file-picture = a picture
file-pdf = a PDF
file-document = a document
file-page = a web page
file-mail = a mail
file-chat = a chat
file-no-text = It holds no text: perhaps pictures of pages.
file-recording = a recording
file-unknown = something else

# The first page
begin = A new notebook
begin-lead = Three questions, and it is yours. Everything stays on this computer.
begin-place = What is the place called?
begin-place-help = A town, a museum, a seed bank. You can add its name in other languages later.
begin-lang = Your language
begin-copies = Where will copies go?
begin-copies-help = A stick, another computer, a partner. This is only noted, sealed, as a reminder: nothing is copied by itself.
begin-more = Your name, and a passphrase
begin-keeper = Your name or a pseudonym
begin-keeper-help = Everybody who gets a copy sees it. Empty: “The keeper”.
begin-keeper-unnamed = The keeper
begin-passphrase = A passphrase for what is sealed
begin-passphrase-help = It cannot be recovered by anybody. Empty: whoever uses this computer can read what is sealed.
begin-again = The same again
begin-again-help = To be sure of it.
begin-where = The notebook will be the folder { $folder }.
begin-go = Make the notebook
key = The recovery key
key-part = Part { $n } of { $of } of the recovery key
key-part-for = Any { $need } of these parts together give the key that makes the notebook again when every computer is lost. One alone tells nothing.
key-part-keep = Keep it as you would keep a deed, and tell nobody that you have it.
key-part-give = Give it only to the keeper, or to whoever goes on with the keeper's work, when you know them and speak with them.
key-words = In words
key-digits = In digits
key-code = For a camera
key-any = Words, digits and code say the same. Any one of them is enough.
key-made = Made on { $date }
key-lead = Write this on paper or print it, now. It is shown whenever the notebook is opened, until you say that you have it, and never again.
key-print = Keep the paper away from this computer, where you would keep a deed.
key-away = Do not photograph it and do not send it.
key-for = If this computer is lost, it proves that the notebook is yours, and opens the keys that were kept for it.
key-lost = Whoever has it can act in your name. Without it the notebook works, but what is lost stays lost.
key-kept = I have it on paper
key-print-go = Print this page
welcome = This notebook is empty, and ready.
welcome-lead = Begin with whatever lies nearest. Everything can be corrected later, and nothing is lost by it.
welcome-read = Give it a document
welcome-read-help = Drop an article, a letter or a list here. Its statements become suggestions.
welcome-card = Write a first card
welcome-card-help = One thing that was there: a jar, a well, a house.
welcome-place = Say more of the place

# Kept while typing
keep-restored = What you typed here was kept, from
keep-discard = Discard it
keep-waiting = The notebook does not answer. What you typed is kept in this browser, and sent once it answers again.
keep-private = The notebook does not answer. This is restricted, so it is kept nowhere but on this page: leave it open and save again in a moment.
keep-refused = This could not be saved: open the keeper’s view again in another window, then save once more. What you typed is kept.
keep-sent = What had waited in this browser has been saved.
keep-left = What had waited in this browser could not be saved as it is. It is kept in its form.
keep-waits = Something that was typed here waits to be sent. Open the keeper’s view, and it is sent.
keep-see = Go to it

# What is wrong with a field
fault-fields = Nothing is saved yet: look at the marked fields.
fault-nothing = Nothing was filled in.
fault-empty = A correction needs a value. To take the statement back, use “Take back”.
fault-key = This form is older than the page: open it again.
fault-nobody = No card has this name.
fault-one = A card has this name. Is it the one that is meant? Save again to take it.
fault-how = A value and “unknown” or “none” cannot both be said: choose one.
fault-too-many = A form takes up to 50 values of one kind: save it in parts.
fault-nobody-there = One of these names is on no card.
fault-several = Several cards have this name.
fault-several-there = Several cards have one of these names: give the lasting name of the one that is meant.
fault-number = This is no number. Write it as 12.5.
fault-whole = This is no count. Write a whole number such as 3500.
fault-order = At least, best and at most must grow in this order.
fault-code = Choose one of the list.
fault-place = There is no such place: latitude from -90 to 90, longitude from -180 to 180.
fault-place-half = A place needs latitude and longitude.
fault-source-empty = Which source is it?
fault-teller-empty = Who told you?
fault-again = A card of this name is here already
fault-words = In which words is it denied?
fault-why = Say why: others will ask.
fault-other = Which other card?
fault-itself = This is the card itself.
fault-place-name = The place needs a name.
fault-passphrase = The two passphrases differ.
fault-no-file = Choose a document first.
fault-many-files = These are more than 50 files: send them in parts.
fault-large = This is more than 256 MB: send it in parts.
fault-broken-off = The sending broke off. Nothing was kept of it: send it again.
fault-publisher = Say by whom, or when.
fault-encoding = Its letters cannot be read: choose its encoding under “Unusual letters?”.
fault-file-kind = This is neither text nor a document, picture, recording or PDF that is known here: it was not kept.
fault-file-locked = It is protected by a password: save it without one, and send that copy too.
fault-file-damaged = It is damaged, and nothing of it can be read: is there another copy?
trouble-no-text = This document has no text to be read.
trouble-not-yours = Somebody else recorded this: only they can correct it or take it back. You can add what you know, or a denial.

# Troubles
trouble = There is no page here
trouble-closed = This is for keepers
trouble-not-done = That could not be done
trouble-back = To the overview
trouble-missing = Nothing that may be shown has this address.
trouble-refused = This was not sent by a page of this notebook, or not to the address that it showed when it started. Open the page again and repeat what you did.
trouble-locked = This needs the keeper’s view: open it first (at the foot of the page), then do this again.
trouble-busy = Another program writes to this notebook just now. Try again in a moment.
trouble-counting = Much came into this notebook at once, and it is being counted. Search again in a minute; everything else can be read.
trouble-inside = Something went wrong. What it was stands in the window in which the program was started.

# The map and plans
nav-map = Map
map-title = Map
map-label = Map of the places in this notebook
map-no-script = Without scripts there is no map here. The list has everything that the map shows.
map-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
map-none = No statement gives a position yet.
map-crowd-all = { $n ->
    [one] { $n } place: too many to draw each.
   *[other] { $n } places: too many to draw each.
}
map-crowd-inside = { $n ->
    [one] { $n } of them in what is shown.
   *[other] { $n } of them in what is shown.
}
map-crowd-somewhere = { $n ->
    [one] { $n } more is known only to lie somewhere in an area, and is not drawn.
   *[other] { $n } more are known only to lie somewhere in an area, and are not drawn.
}
map-crowd-mark = { $n ->
    [one] { $n } place
   *[other] { $n } places together
}
map-crowd-more = { $n ->
    [one] and { $n } more square; go nearer to see it
   *[other] and { $n } more squares; go nearer to see them
}
map-crowd-comma = {", "}
map-show = Show on the map
map-close = Close
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-unnamed = without a name
map-sources = { $n ->
    [one] one source
   *[other] { $n } sources
}
map-one-origin = from one origin
map-possibly = possibly
map-differ = sources differ
map-perhaps-differ = sources may differ
map-spots = { $n ->
    [one] one position
   *[other] { $n } positions; all are drawn
}
map-within = somewhere within { $metres } m
map-cell = The exact place is not public. It lies somewhere in this square.
map-area = The mark stands for an area of which no more is known. It is no place.
map-legend = What the map shows
map-legend-worst = A place is marked by the worst state that a source tells; the list names them all.
map-level-0 = intact or repaired
map-level-1 = possibly damaged
map-level-2 = slightly damaged
map-level-3 = damaged
map-level-4 = severely damaged
map-level-5 = destroyed
map-level-not-known = said to be not known
map-level-untold = nobody tells its state
map-mark-differ = sources differ
map-mark-radius = somewhere within this circle
map-mark-cell = somewhere in this square: the exact place is not public
map-borders = Base map: Natural Earth, 1:10 million. Lines between countries are drawn as Natural Earth draws them, by who holds the ground; this notebook says nothing about them.
map-own = Detail over it: the map file of whoever runs this notebook. Lines between countries in it are drawn as its makers draw them; this notebook says nothing about them either.
map-plans = Plans
map-plan-opacity = How strongly it shows
map-plan-placed-by = placed by { $who }
map-plan-residual = its known points lie { $metres } m off on average
map-plan-untold = too few known points to tell how well it fits
map-plan-mirrored = it lies with its back up: were two points exchanged?
map-plan-unplaced = not placed on the map
map-plan-place = Place it on the map
plan-label = The picture of the plan
plan-marks = What it shows
plan-show = Show in the picture
place-title = Place a plan on the map
place-how = Name two or more points of which you know both: where they are in the picture, and where they are on the ground. Two turn and scale the picture; four or more, far apart, also show how well it fits.
place-clicks = Choose a row, then click on the picture and on the map.
place-point = Point { $n }
place-x = Pixels from the left
place-y = Pixels from the top
place-latitude = Latitude
place-longitude = Longitude
place-uncertainty = How far off the positions may be, in metres
place-send = Record these points
place-no-number = { $found } is not a number that fits here
place-half = this point needs all four numbers
place-too-few = A picture needs two known points or more.
place-off-the-map = Point { $n } lies too far north or south for the map.
place-one-spot = The known points are one and the same; choose points far apart.

# States of what was read
state-recorded = recorded
state-differs = recorded, and sources differ
state-suggested = suggestion, not recorded
source-back = Back to its words
source-also = Passages that shorter ones cover:

# Review
review = Review
review-lead = What was read from these documents waits for you. Recording that a source says something is not believing it.
review-nothing = No suggestions wait.
review-source = The source as it is
review-open = Review it
review-hand = The suggestion in hand
review-legend = Underlined words are suggestions; open one by choosing its words. The one in hand is filled.
review-steps = From suggestion to suggestion
review-at = { $place } of { $total }
review-rule = read by the rule
review-confidence = { $n } of 100 such suggestions were right when measured
review-record = Record as said
review-reject = Reject
review-correct = Correct it
review-record-corrected = Record with corrections
review-together = Several at once
review-group = Which ones
review-which-card = Which card is this?
review-join-with = Another card of the same thing
review-join-help = Its name, or its lasting name from the foot of its card. The two cards become one, and can be parted again.
review-join = It is the same
review-same = The same
review-not-same = Not the same
review-why-link = proposed by the reader: the same name and kind
review-why-name = a card here has the same name and kind
review-others = Suggestions in this part
review-keys = Keys
review-select = Words that you select in the text go into the field in hand, and become the quotation.
review-value = What it says
review-says = Is it known?
review-lang = Language of these words
review-when = When it held or happened
review-stated = When it was said
review-when-help = For example 2032-04, 2032-04-15, or 1948~ for about. Empty: the source does not say.
review-date-help = For example 2032-04, 2032-04-15, or 1948~ for about.
review-certainty = How sure the speaker is
review-voice = Who says it
review-speaker = The name, or the source’s words for the speaker
review-name-help = The name of a card, as it stands there.
review-quote = The words of the source
review-about = What it is about
review-make = If no card has a name that you gave
review-make-none = say so
certainty-plain = simply stated
says-value = it is, as given above
says-unknown = the source says that it is not known
says-none = the source says that there is none
voice-source = the source itself
voice-card = a person or body with a card
voice-unnamed = somebody whom the source does not name
lang-unsaid = not said
lang-en = English
lang-ar = Arabic
group-one = This one
group-passage = All from the same words ({ $n })
group-naming = Names and kind of this card ({ $n })
group-card = Everything about this card ({ $n })
group-document = Everything in this document ({ $n })
done-recorded =
    { $n ->
        [one] { $n } suggestion was recorded.
       *[other] { $n } suggestions were recorded.
    }
done-rejected =
    { $n ->
        [one] { $n } suggestion was rejected.
       *[other] { $n } suggestions were rejected.
    }
done-corrected = One was recorded with corrections.
done-joined = Two cards were joined.
undo = Undo
undo-entry = Undo entry { $number }
key-next = the next one
key-back = the one before
key-record = record as said
key-correct = correct
key-reject = reject
key-undo = undo the last decision
key-keys = show or hide these keys
review-fault-empty = This field needs something.
review-fault-nobody = No card has this name. Choose below of which kind a new one is to be, or give another name.
review-fault-several = Several cards have this name. Give the lasting name that stands at the foot of the right one.
review-fault-number = A number, with its unit behind a space, such as 12.5 m or 60 %.
fault-count = A count such as 60, 60.. for at least, ..60 for at most, or 50..70.
fault-geometry = Longitude and latitude such as POINT (21.0 35.0).
fault-value = This is none of the values that the form knows.
fault-quote = These words do not stand in the source. Select them in the text, or copy them to the letter.
trouble-unlock = Open the keeper’s view

# Timeline
nav-timeline = Timeline
timeline = What happened
timeline-lead = Everything that some source dates, on one line. What is uncertain fades; what has no date stands apart.
timeline-drawn = The timeline as a drawing
timeline-empty = No source tells of anything that answers this question.
timeline-items =
    { $n ->
        [one] { $n } happening
       *[other] { $n } happenings
    }
timeline-lines =
    { $n ->
        [one] { $n } statement that dates something
       *[other] { $n } statements that date something
    }
timeline-outlined =
    { $n ->
        [one] { $n } statement dates something here.
       *[other] { $n } statements date something here: too many to draw each. The columns count them; choose a column, or days from and to, to see each.
    }
timeline-kind = What it happened to
timeline-place = Place
timeline-voice = According to
timeline-since = From
timeline-until = To
timeline-all = All
timeline-lanes = Lanes by
timeline-lanes-what = what is told
timeline-lanes-kind = kind
timeline-lanes-card = card
timeline-lanes-voice = who says it
timeline-lanes-place = place
timeline-lanes-none = none, one line
timeline-according = according to
timeline-differs = sources differ
timeline-possibly = possibly
timeline-told = told
timeline-inferred = time inferred
timeline-others = others
timeline-undated = without a date
timeline-point = on that day
timeline-within = at some time within
timeline-about = about then
timeline-throughout = all that time
timeline-by = by then, or before
timeline-from = then, or later
timeline-column = how many; at most
timeline-break = time left out
timeline-show = Show
timeline-earlier = earlier
timeline-later = later
timeline-wider = wider
timeline-whole = everything
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

# Sliders
slider-at = As of
slider-at-any = at any time
slider-known = As known on
slider-known-any = today

# Source files and pictures
files = Source files
files-withheld =
    { $n ->
        [one] A source file is kept here that only keepers get.
       *[other] { $n } source files are kept here that only keepers get.
    }
file-take = Keep a copy
picture-of-source = Picture: { $title }
pictures = Pictures
picture-of = { $name }, as { $title } shows it
picture-add = Add a picture
picture-add-lead = It is kept as a source file, as it is. Where it was taken, when and by whom stays in it for keepers; the public gets a copy without that, and only of what was published.
picture-files = Pictures
picture-files-help = JPEG, PNG, GIF or WebP.
picture-title = What is it called
picture-title-help = Empty: the name of the file.
picture-author = Who made it
picture-author-help = The photographer, the draughtsman. Empty: not told.
picture-credit = By
picture-with = To be shown with it
picture-manifest = For other viewers of pictures (IIIF)
zoom-picture = Picture
zoom-how = Drag the picture, or use the arrow keys; + and − enlarge and reduce it.
zoom-size = { $width } × { $height } pixels
fault-picture-kind = This is no picture that every browser shows: JPEG, PNG, GIF or WebP. Nothing was kept.
plan-add = Add a plan
plan-add-lead = A plan, a sketch, an old map, a picture from the air. When it is kept, you say of two or more of its points where they lie.
plan-places = Places that lie on it
plan-placed = How it lies on the map
plan-scale = A pixel stands for about { $metres } m.
source-plan = As a plan
plan-source = As a source
plan-on-map = On the map
plan-no-picture = Its picture is not here, or is for keepers only.

# Copies
nav-copies = Copies
copies-lead = What lies elsewhere, when that was last seen, and what would be lost.
stake = If this computer were gone now
stake-nothing = Nothing recorded here would be lost: all of it is in a copy elsewhere.
stake-lost = This would be lost, for no copy elsewhere is known to have it:
stake-since = The first of it was recorded
stake-known = This counts the copies that were made from here, hold everything and lie on another computer or another drive. Whether they are still there, a rehearsal shows.
stake-files =
    { $n ->
        [one] { $n } source file
       *[other] { $n } source files
    }
stake-keys =
    { $n ->
        [one] { $n } key of what is sealed: it is in no escrow elsewhere
       *[other] { $n } keys of what is sealed: they are in no escrow elsewhere
    }
stake-key = The recovery key is not on paper yet.
stake-key-go = Show it
escrow-save = Save the escrow of the keys
escrow-help = The keys of everything sealed, in one file that only the recovery key opens. Keep it elsewhere, and replace the one before: what was erased is in none that is made later.
recovery-go = The recovery key: check it, give parts of it to trustees, or replace it

places = Sealed copies
places-lead = A sealed copy is encrypted: whoever keeps it cannot read it. Only the recovery key opens it, here or on a new computer.
place-add = Add a place
place-name = What you call the place
place-name-help = Such as: stick, library
place-target = Where it is
place-target-help = A folder on a stick or another disk (/media/stick/copies), or rest:https://…, s3:https://…/bucket, sftp:user@host:/folder
place-door = It asks for a name and a password
place-user = Name, or id of the key
place-secret = Password, or secret of the key
place-secret-help = It is kept on this computer, beside your keys, and in no copy.
place-key-help = The password of sealed copies comes from it. The key itself is not kept.
place-add-go = Add this place
place-empty = No copy was made there from here yet.
place-copy = Make a copy now
place-rehearse = Rehearse: bring it back, compare, and wipe it again
place-check = Read every byte of it
copy-made = Made
copy-elsewhere = It lies on another computer or another drive.
copy-beside = It lies on the same drive as the notebook, and is lost with it.
copy-unknown = Where it lies now is not known here.
copy-unproved = It was never tried.
copy-files = Files with everything
copy-files-lead = A file that any program for tar archives opens, to be carried by hand.

peers = Other notebooks
peers-lead = Somebody else’s notebook that holds the same register: both take what the other has, and nothing is lost when two people write.
peer-invite = Invite another notebook
peer-name = What you call it
peer-name-help = Such as: library of Marsa
peer-code-go = Make a code
peer-code-made = The code for { $name }:
peer-code-help = It is good for one attempt within ten minutes. Read it to them; there, it is typed under “Pair with another notebook”. It is not shown again.
peer-add = Pair with another notebook
peer-address = Its address
peer-address-help = http://computer:port, as it is shown there; or ssh://user@computer/path, where a key opens it without a password
peer-code = The code that was made there
peer-code-typed-help = Capital or small, with or without hyphens
peer-add-go = Pair
peer-sync = Come level now
peer-calls = It calls here, or is called in the terminal: daftar sync
peer-forget = Forget it
peer-unheard = It was not heard yet.
peer-erasures =
    { $n ->
        [one] It did not yet say that it carried out { $n } erasure.
       *[other] It did not yet say that it carried out { $n } erasures.
    }

job-copy = Sealed copy: { $name }
job-check = Reading the copies: { $name }
job-rehearse = Rehearsal: { $name }
job-sync = Coming level with { $name }
job-goes-on = This goes on, whatever page you look at. It may take a while.
job-one-at-a-time = Something else goes on still: wait until it is done.
job-copied = The copy was made.
job-replaced =
    { $n ->
        [one] Something was erased since the last copy: the new one was read back as a whole, and { $n } earlier copy was removed.
       *[other] Something was erased since the last copy: the new one was read back as a whole, and { $n } earlier copies were removed.
    }
job-escrowed =
    { $n ->
        [0] Nothing is sealed: the escrow beside it is empty.
        [one] { $n } key is in the escrow beside it.
       *[other] { $n } keys are in the escrow beside it.
    }
job-not-escrowed = No escrow of the keys lies beside it: save one and keep it elsewhere.
job-remains = Earlier copies there still hold what was erased:
job-old-key = A recovery key that was replaced still opens these copies:
job-checked = Every byte was read, and none is wrong.
job-rehearsed = The copy was brought back whole.
job-incomplete = The copy was brought back, and something is missing in it.
job-damaged = The copy is damaged.
job-entries = Entries: { $both } of { $here } that are here
job-files = Source files: { $both } of { $here } that are here
job-sent = Sent: { $entries } entries, { $files } source files
job-taken = Taken: { $entries } entries, { $files } source files
job-erasures = Erasures sent: { $sent }; acknowledged: { $heard }
job-refused = Not taken:
job-broke = It ended before its end; doing it again goes on from there.

# The recovery key
recovery-lead = Words, digits or the parts of trustees. With it, a new computer becomes yours and opens what is sealed.
recovery-check = Is what is on paper right?
recovery-check-go = Check it
recovery-check-help = What you type is compared and forgotten.
recovery-typed = The recovery key
recovery-typed-help = In words or digits; or the parts of trustees, with an empty line between them
recovery-right = This is the recovery key of this notebook.
recovery-new = Another key
recovery-new-lead = A key that was lost or found by others is followed by another. Sealed copies change to it with the next copy; make a new escrow, too.
recovery-old-help = The present key, or parts of it
recovery-lost = It is lost: do it by the right of this computer
recovery-new-go = Make another key
recovery-back = Back to the copies
parts = Parts for trustees
parts-lead = The key is split among people whom you trust. So many of them together give it; fewer learn nothing.
parts-trustees = Who gets a part
parts-trustees-help = One name a line. Names are sealed: whoever knew them would know whom to press.
parts-need = So many parts are needed
parts-go = Split it
parts-made = Parts of the recovery key
parts-made-lead = Print each on its own sheet, now: they are not shown again. Give each to one person, and keep none together.
parts-for = For
parts-done = They are printed
key-part-holds = holds part { $n } of { $of } of the recovery key; { $need } are needed
fault-recovery-key = This is not the recovery key of this notebook that is in force.
fault-parts = Name between 2 and 16 people, and ask for at least 2 parts and not more than there are people.
fault-place-absolute = Give the whole path of the folder, from its beginning.
fault-place-called = Give the place a name.
fault-pairing = This is not a code: it has twenty letters and digits.
trouble-elsewhere = It was not done:

# After a loss
begin-again-go = There is a copy, or a recovery key: begin again from it
again = Begin again
again-lead = A copy and the recovery key make the notebook again on this computer.
again-target = Where the copy is
again-target-help = The folder of sealed copies on a stick (/media/stick/copies), rest:https://…, s3:https://…/bucket, sftp:user@host:/folder; or a file with everything (/media/stick/notebook.tar)
again-go = Begin again
again-go-help = The copy is brought back and every byte of it is checked. It may take a while.
again-new = Make a new notebook
again-here = The notebook is here again
again-whole = The copy was brought back, and every byte of it is as it was written. This computer may record from now on.
again-damaged = The copy was brought back, and something in it is damaged. What can be mended is mended from another copy: daftar repair.
again-keys =
    { $n ->
        [0] Nothing was sealed.
        [one] { $n } key of what is sealed came back.
       *[other] { $n } keys of what is sealed came back.
    }
again-no-keys = No escrow of the keys lay beside it: with one, daftar recovery use --escrow FILE opens what is sealed.
again-open = Open the notebook
typed-empty = Nothing was typed: type the words or the digits of the sheet.
typed-words = These words are not on the list; beside them, what may be meant:
typed-word-count = A recovery key has 24 words, a trustee’s part 27: look for one left out or written twice. Words typed:
typed-groups = These groups of digits hold a mistake, counted from the first:
typed-digit-count = A recovery key has 102 digits, a trustee’s part 114: look for one left out or written twice. Digits typed:
typed-check = Each fits alone, but not all together: one was taken for another, or two changed places. Compare them with the sheet.
typed-few = More parts are needed: ask another trustee. Parts typed, of those needed:
typed-others = These parts do not belong together: one is of another splitting of the key, or was mistyped.
copy-erasures =
    { $n ->
        [one] Something was erased since ({ $n } entry), and may still be in it: replace it, or destroy it.
       *[other] Something was erased since ({ $n } entries), and may still be in it: replace it, or destroy it.
    }
# The safekeeping history of a source file
custody = Safekeeping history
custody-lead = Who did what with this source file, in order. What names a person or a place of keeping is for keepers.
custody-steps = Steps
custody-none = No step is known here.
custody-whole = Its bytes were last found whole:
custody-unproved = Its bytes have not been compared again since it came.
custody-restricted = restricted
custody-erased = It was erased. What was done with it stays.
custody-not-here = It is not here.
custody-name = Its bytes have the SHA-256
custody-collect = collected
custody-ingest = kept here
custody-verify = compared again
custody-copy = copied
custody-transfer = handed to others
custody-view = looked at
custody-export = copy given out
custody-redact = redacted
custody-dispose = erased
custody-from = From
custody-to = To
custody-tool = With
custody-why = Why
custody-before = Before
custody-after = After
custody-recorded = Recorded
custody-more = Hashes, and who recorded it
custody-break-no-arrival = No step says how the file came.
custody-break-before-arrival = This is told of a time before the file came.
custody-break-handover = It had been handed to { $expected }; no step says how { $found } came by it.
custody-break-hash = This names { $found }, which is not this file.
custody-break-changed = Its bytes were changed: they have the hash { $found }. Bring it back from a copy.
custody-break-missing = It was not here. Bring it back from a copy.
custody-break-clock-back = The clock said { $found } here, after a step at { $expected }. It stands where it was recorded.
custody-break-foretold = This is told of a day after it was recorded.
custody-break-after-disposal = This comes after the file was erased.
custody-hand-out = Give out a copy
custody-hand-out-lead = The original stays as it is. Give the history along: it says how to check the copy without this program. Then note below who got it.
custody-sidecar = The history for others
custody-sidecar-whole = The history with what is sealed
custody-tell = Note what was done
custody-tell-lead = It is recorded with your name, and sealed.
custody-action = What was done
custody-to-help = To whom or where.
custody-giver = By whom, if not by you
custody-giver-help = Only where the original was handed over.
custody-when = When
custody-when-help = Empty: now.
custody-save = Note it
fault-custody-to = Say to whom, or where.
redact = Give a redacted copy
redact-lead = It becomes a source file of its own, which may be shown. The original is restricted from then on: encrypted, for keepers only; copies of this notebook erase the open one when they next hear from here. Statements that were read from it stay as they are.
redact-file = The redacted copy
redact-file-help = The same document, without what others must not read.
redact-title = What is it called
redact-title-help = Empty: the name of the file.
redact-go = Keep it, and restrict the original

# How the source files are
health-proved = Source files
health-proved-whole =
    { $n ->
        [0] There is no source file.
        [one] One source file, found whole in the last 90 days.
       *[other] { $n } source files, all found whole in the last 90 days.
    }
health-proved-stale =
    { $n ->
        [one] One source file was not compared with its name for 90 days.
       *[other] { $n } source files were not compared with their names for 90 days.
    }
health-proved-wrong =
    { $n ->
        [one] One source file was last found damaged or missing.
       *[other] { $n } source files were last found damaged or missing.
    }
health-proved-help = Each file is compared with its name, and what came of it is recorded. It may take a while; the page Copies shows how far it is.

# Mending
mend = Mending
mend-lead = What is damaged or missing here is brought back from a copy. What is whole is not changed, and what was forgotten does not come back.
mend-from = Mend from a copy
mend-from-help = Every byte is compared with what this notebook knows of it before it is written. From another notebook only what is damaged is asked for. Meanwhile nothing can be recorded here.
mend-none = No copy is known here that can be reached. Give one yourself.
mend-peer = another notebook
mend-go-from = Mend from { $name }
mend-go = Mend
mend-path = From a file or folder on this computer
mend-path-field = Its whole path
mend-path-help = A bundle, or a copy of the notebook's folder: /media/stick/town.tar
mend-upload = From files that you send
fault-mend-path = Give the whole path, from its beginning.
mended-found =
    { $n ->
        [0] Nothing was found damaged.
        [one] One place was found damaged or missing.
       *[other] { $n } places were found damaged or missing.
    }
mended-heard = { $name } gave { $entries } entries and { $files } source files.
mended-kept-back =
    { $n ->
        [one] One statement in them it keeps back, has forgotten, or never had.
       *[other] { $n } statements in them it keeps back, has forgotten, or never had.
    }
mended-broke = Then it ended before its end; what had come was used:
mended-nothing = Nothing was mended.
mended-logs =
    { $n ->
        [one] One log of statements is mended.
       *[other] { $n } logs of statements are mended.
    }
mended-files =
    { $n ->
        [one] One source file is back.
       *[other] { $n } source files are back.
    }
mended-forms =
    { $n ->
        [one] One form is back.
       *[other] { $n } forms are back.
    }
mended-settings =
    { $n ->
        [one] The settings are written anew.
       *[other] The settings are written anew.
    }
mended-whole = Everything that was ever acknowledged here is whole now.
mended-left =
    { $n ->
        [one] One place is still damaged or missing.
       *[other] { $n } places are still damaged or missing.
    }
mended-next = { $name } does not have it whole. Ask another copy next: an older one, or another notebook. All that are known:
mended-details = What was done
job-mend = Mending { $name }
job-prove = Comparing all source files
job-bundle = A bundle for { $name }
job-take = Taking in { $name }
job-proved =
    { $n ->
        [0] No source file was found whole.
        [one] One source file is whole.
       *[other] { $n } source files are whole.
    }
job-proved-changed =
    { $n ->
        [one] One source file is damaged.
       *[other] { $n } source files are damaged.
    }
job-proved-missing =
    { $n ->
        [one] One source file is missing.
       *[other] { $n } source files are missing.
    }
job-proved-unread =
    { $n ->
        [one] One source file could not be read.
       *[other] { $n } source files could not be read.
    }
health-prove = Compare all source files now
health-copy-age =
    { $n ->
        [0] It was made within the last day.
        [one] It is one day old.
       *[other] It is { $n } days old.
    }

# Bundles
bundle-for = Make a bundle for it
bundle-for-help = A file, to be carried by hand, with what it lacks as far as that is known; without what is kept back from it.
bundle-part-size = In parts
bundle-part-none = One file
bundle-part-mail = 25 MB, for mail
bundle-part-disc = 700 MB, for discs
bundle-part-stick = 4 GB, for sticks
bundle-sealed = Only its device can open it
bundle-open = Whoever has the file can read it: to what it could be sealed is known once you have come level once.
bundle-folder = Into this folder of this computer
bundle-folder-help = Its whole path, such as that of a stick. Leave it empty to download.
bundle-go = Make it
bundle-made =
    { $n ->
        [0] The bundle is made; it holds no entry that is new there.
        [one] The bundle is made, with one entry.
       *[other] The bundle is made, with { $n } entries.
    }
bundle-lies = It lies in
bundle-download = Download its files now: they stay only until other work begins.
bundle-take = Take in a bundle
bundle-take-lead = What somebody made for you and carried here. Twice, or half of it, does no harm.
bundle-take-go = Take in
bundle-files = The bundle, or its parts
bundle-files-help = Up to 4 GB at once. All parts together, or one after the other.
bundle-whole = Everything in it is here now.
bundle-part = Part { $n } of { $of }.
bundle-missing = Not taken in as a whole yet: { $parts }
bundle-waiting =
    { $n ->
        [one] One thing in it waits for what goes before it: take that part, then this one again.
       *[other] { $n } things in it wait for what goes before them: take that part, then this one again.
    }
fault-bundle-folder = Give the whole path of a folder that is there.
fault-bundle-recipient = To what it could be sealed is not known: come level with it once first.
peer-withheld =
    { $n ->
        [0] Nothing is kept back from it
        [one] Something is kept back from it
       *[other] { $n } things are kept back from it
    }
peer-withheld-help = Everything about these does not go there. What it has already, it has; what is no longer kept back goes the next time.
peer-withhold-what = Keep back everything about
peer-withhold-help = The name of a card, or its id
peer-withhold-go = Keep back
peer-allow = No longer keep back { $name }
custody-compare = Compare it with its name now
custody-compare-help = Every byte is read, and what came of it is recorded as a step.
custody-compared-whole = It was compared just now, and is whole.
custody-compared-wrong = It was compared just now: it is damaged or missing.

# Changing many cards alike
alike = Change all of these
alike-lead = Choose what is to be said of all of them. First you see what would become of each.
alike-back = Back to the search
alike-other = another property
alike-nothing = The search finds nothing that could be changed.
alike-now = Only what is said now, by everybody, can be changed: leave out the days and sources that the page is narrowed to.
alike-deed = What is to be done
alike-say = Say the value below of each
alike-only-unsaid = only where nothing is said yet
alike-replace = Replace a value by the one below
alike-withdraw = Take a value back
alike-old = Which value is replaced or taken back
alike-value-of = { $value } ({ $n })
alike-keep-origin = When replacing: only correct how it was recorded
alike-keep-origin-help = Each statement keeps its own source, date and words. Else the new ones have what stands below.
alike-look = See what would become of each card
alike-deed-empty = Choose what is to be done.
alike-old-empty = Choose the value that is replaced or taken back.
alike-value = Give the value that is to be said.
alike-one-value = Give one value, in one language, that takes the place of the old one.
alike-no-value = To take a value back, leave the new value empty.
alike-no-new = No card can be made here: make it first, then pick it.
alike-foreseen = What would become of each card
alike-changes =
    { $n ->
        [0] No card would change.
        [one] { $n } card would change. Nothing is recorded yet.
       *[other] { $n } cards would change. Nothing is recorded yet.
    }
alike-do =
    { $n ->
        [one] Change { $n } card
       *[other] Change { $n } cards
    }
alike-mend = Back to the form
alike-stay = What stays as it is
alike-beside = A card has one such value at a time: where another is said already, both will stand beside each other as differing.
alike-before = Said now
alike-after = Then
alike-unsaid = nothing
alike-left-possibly = found only possibly
alike-left-said = said already, by the same source
alike-left-something = something is said already
alike-left-not-said = no statement says this
alike-left-not-yours = somebody else recorded it, and only they can change it
alike-left-otherwise = changed by somebody since you looked
alike-left-came = came since you looked
alike-left-gone = no longer found by the search
alike-left-kindless = it would be of no kind
alike-left-shown = the public would see what it does not see now: change it on its own card
alike-kind-open = A kind is said openly, for it decides what the public may see of a card.
alike-kind-known = Choose one of the kinds.
alike-done = What was done
alike-changed =
    { $n ->
        [0] No card was changed.
        [one] { $n } card was changed, in one piece of work.
       *[other] { $n } cards were changed, in one piece of work.
    }
alike-undo = It can be undone as a whole:
alike-left =
    { $n ->
        [one] { $n } card was left alone
       *[other] { $n } cards were left alone
    }

# The history of a card
history = History
history-go = What was recorded when, and the card at two moments
history-lead = What was recorded of it, by whom and when. Nothing is overwritten: what was corrected or taken back stays told.
history-earlier = As it stood here at the end of
history-later = Beside how it stood at the end of
history-day-help = A day such as 2032-04-15.
history-compare = Put side by side
history-sides = Side by side
history-now = now
history-changed =
    { $n ->
        [0] Nothing differs
        [one] { $n } thing differs
       *[other] { $n } things differ
    }
history-same =
    { $n ->
        [one] { $n } is the same
       *[other] { $n } are the same
    }
history-gone = only then
history-came = only here
history-steps = Step by step
history-recorded = recorded
history-corrected = corrected
history-taken-back = taken back
history-hidden = no longer told
history-source = according to { $source }

# Looking at many
views = Ways of looking
view-list = List
view-gallery = Pictures
view-table = Table
view-map = Map
view-no-picture = no picture
view-picture-of = A picture of { $name }
map-found =
    { $n ->
        [0] Nothing that the search finds has a position.
        [one] { $n } of what the search finds has a position.
       *[other] { $n } of what the search finds have a position.
    }
map-named-now = Cards without a position of their own are shown at the places that they name only for now, and by all sources.
map-named-sum =
    { $n ->
        [one] { $n } stands at a place that it names.
       *[other] { $n } stand at places that they name.
    }
map-nowhere =
    { $n ->
        [one] { $n } is not on the map: it has no position, and names no place that has one.
       *[other] { $n } are not on the map: they have no position, and name no place that has one.
    }
map-named =
    { $n ->
        [one] { $n } place that cards name
       *[other] { $n } places that cards name
    }
map-named-lead = These cards have no position of their own. The position is that of the place that they name; where the things are now, it does not say.
map-named-at =
    { $n ->
        [one] { $n } card names this place.
       *[other] { $n } cards name this place.
    }
map-named-as = as “{ $property }”:
map-named-rest =
    { $n ->
        [one] and { $n } more
       *[other] and { $n } more
    }
map-named-more =
    { $n ->
        [one] { $n } further place, named by fewer cards, is not shown: narrow the search.
       *[other] { $n } further places, named by fewer cards, are not shown: narrow the search.
    }
map-mark-named = a place that cards name, and how many cards
map-whole = The whole map

# Saved searches
searches = Saved searches
searches-lead = Questions that you ask again and again. They are sealed, and go along with every copy.
searches-none = No search is saved yet. Each search has a field for it below what it finds.
searches-name = Save this search under the name
searches-save = Save
searches-drop = Let it go
searches-drop-named = Let the saved search “{ $name }” go
searches-name-empty = A saved search needs a name.

# What is remembered
remember = Something remembered
remember-go = no number, no proof: what somebody still knows of it
remember-lead = For what is lost, far away, or held by nobody any more. A few words are enough; more can be added whenever somebody recalls it.
remember-name = What was it?
remember-what = What do you remember of it?
remember-who = Who remembers it?
remember-me = I do
remember-other = Somebody told me
remember-teller-help = A name or a pseudonym. It is sealed: only keepers read it.
remember-open = Others may read what is remembered
remember-open-help = Never by whom: that stays sealed. Without the tick, what is told is attributed to the person, and shown to keepers only.
remember-when = From when is the memory?
remember-when-help = A year or years, as far as it is known: 1985, 197X, 1985/1990. Empty: not known.
remember-fate = What became of it, as far as it is known?
remember-more = When it was told
remember-picture = A photograph from a family’s album is a source like any other: it can be added to the card afterwards.
remember-nothing = Write down what it was, or what is remembered of it.
remember-who-empty = Who remembers it? A pseudonym is enough.
remembered = Remembered
remembered-lead = This is kept in memory. It needs no number and no measurements.
remembered-picture = Add a picture, such as one from a family’s album
remembered-more = Add what else is remembered
remembered-fate = Add what became of it
# Keeping and carrying
level-or = or { $others }
keeping-ways = Keeping and carrying
carry = Carry first
carry-lead = What leaves the building before the rest, and what whoever carries it must know. Print it while there is power.
carry-empty = Nobody has said yet what is to be carried first. Say it on the card of an object: “carry first”.
carry-all = In all:
carry-everywhere = everywhere
carry-in = Kept within
carry-unranked =
    { $n ->
        [one] One further object has no priority
       *[other] { $n } further objects have no priority
    }
count-things =
    { $n ->
        [one] { $n } thing
       *[other] { $n } things
    }
load-no-number = no number
load-no-place = nobody says where it is
load-also-said = also said:
load-denied = denied:
load-no-weight = weight not said
load-weight-unclear = in a unit that is not understood: not in the sum
load-together = together
load-without = { $n } of { $of } without a weight
load-unclear = ({ $n } of them weighed in a unit that is not understood)
column-done = done
column-what = what
column-number = number
column-where = where it is kept
column-size = size and weight
column-packing = how to pack it
column-why = why
print-how = Your browser prints this page as a sheet: A4, with page numbers.
printed-on = printed on
printed-restricted = for keepers only
boxes = Boxes and places
boxes-lead = Where things are kept: stores, shelves, boxes, and what lies in which. Only keepers see it.
boxes-empty = There is no place of keeping yet.
boxes-add = New box or place
box-lead = It is sealed as a whole: nobody but keepers learns that it is there.
box-sort = What it is
box-name = Name
box-name-help = As it is called here, such as Box 7.
box-number = Number
box-number-help = What stands on it and in its code, if that is other than the name, such as B-7.
box-inside = Where it is
box-inside-none = not said
pack = Put into a box
pack-these = Put these somewhere
pack-too-many = The search finds more than 1,000 things: narrow it down, and put them there in parts.
pack-movement = From where, who, and why
pack-movement-help = Said here, it is kept as a movement besides: one card for each place that things leave. It is sealed.
pack-from = From
pack-from-record = as the record has it
pack-by = Carried out by
pack-why = Why
fault-moved-from = The record has some of these elsewhere. Choose “as the record has it”, or correct their place first:
pack-lead = Type or scan the numbers. Each thing gets a statement of its new place with the day; where it was before stays in its history.
pack-into = Into
pack-choose = choose
pack-numbers = Numbers
pack-numbers-help = One on each line, typed or scanned. A box without a number is put in by its name.
pack-day = On which day
pack-day-help = A day in full, such as 2032-05-01.
pack-go = Put there
fault-numbers = Give at least one number.
fault-day = Give a day in full, such as 2032-05-01.
fault-keeping-place = Choose a place of keeping.
fault-in-itself = A box cannot lie in itself, or in what lies in it.
fault-box-name = Give it a name.
fault-number-nothing = Nothing here has this number; nothing was recorded:
fault-number-several = Several have this number: add a number of its own to the one you mean; nothing was recorded:
fault-number-elsewhere = This is the code of another notebook; nothing was recorded:
contents-here = What is in it
contents-inner = Places in it
contents-left = Said to be here, and elsewhere since
contents-empty = Nothing is said to be in it.
contents-card = Its card
code = Code or number
code-lead = Scan the code of a label, or type a number: its card opens.
code-label = Code or number
code-nothing = Nothing here has this number.
code-several = Several have this number.
code-elsewhere = This is the code of another notebook.
handover = Handover
handover-lead = Who hands over what to whom, when, in what state. It is sealed; the receipt is printed in both languages and signed.
handover-from = Handed over by
handover-to = Received by
handover-who-help = A person or body, by name.
handover-day = On which day
handover-what = What is handed over
handover-what-help = One number on each line, of a thing or a box. After a colon its state: MM-12: rim chipped.
handover-place = To which place of keeping
handover-place-none = not said
handover-terms = On what terms
handover-terms-help = For how long, who may see it, when it comes back.
handover-words = What else is to be said
handover-go = Record, then print the receipt
handover-all = Handovers
fault-who = Give a person or body.
receipt = Receipt
receipt-state = State
receipt-count = Number of lines
receipt-name = Name
receipt-signature = Signature
receipt-date = Date and place
receipt-photo = The signed receipt, photographed
receipt-photo-help = It is kept encrypted, and becomes a source of what is said here.
receipt-photo-go = Keep it
receipt-signed = Signed receipt
stock = Stock-taking
stock-lead = Choose a shelf, and say of each thing whether you see it. What differs is recorded beside the record and overwrites nothing. You can stop at any time and go on later.
stock-open = Go on
stock-begin = Begin
stock-ended = Ended
stock-place = Where
stock-day = On which day
stock-by = Who looks
stock-by-help = If it is not you.
stock-begin-go = Begin
stock-looked = looked:
stock-ended-on = ended
stock-lines = What should be here
stock-empty = Nothing is said to be here.
stock-not-yet = not yet
stock-seen = seen
stock-not-seen = not seen
stock-elsewhere = seen elsewhere
stock-surplus = seen here, listed elsewhere or nowhere
stock-where = Where: name or number of the place
stock-surplus-ask = Also here, though listed elsewhere: numbers
stock-surplus-help = One on each line, typed or scanned.
stock-unnumbered-ask = Also here, without a number
stock-unnumbered-help = One thing on each line, in words.
stock-unnumbered = without a number:
stock-save = Record what was seen
stock-end = The stock-taking ends with this
stock-end-help = What is answered “not yet” counts as not looked for.
stock-print = Printed, this page is a list to be filled in by hand and entered later.
stock-differs = What differs from the record
stock-differs-lead = The record stays as it is until you put it right.
stock-mend = Say where it is now
stock-count-seen = { $n } seen
stock-count-not = { $n } not seen
stock-count-elsewhere = { $n } seen elsewhere
stock-count-surplus = { $n } here, listed elsewhere
stock-count-unnumbered = { $n } without a number
stock-count-left = { $n } not looked for
fault-stock-ended = This stock-taking has ended: begin another.
fault-where = Say where it is.
sheets = Sheets to print
sheet-object-id = Object ID
sheet-card = Catalogue card
sheet-label = Label
sheets-list = Inventory list
sheets-first = The first { $n } are printed here: narrow the search down for the others.
labels = Labels
labels-size = Size of the labels
labels-how = Print at actual size (100 %), without margins of the browser’s own.
labels-3x7 = A4, 63.5 × 38.1 mm
labels-2x7 = A4, 99.1 × 38.1 mm
labels-4x10 = A4, 48.5 × 25.4 mm
labels-5x13 = A4, 38.1 × 21.2 mm
labels-roll = roll, 62 × 29 mm
labels-roll-57 = roll, 57 × 32 mm
labels-roll-40 = roll, 40 × 30 mm
labels-copies = Of each
labels-says = What stands on them
labels-number = the number alone
labels-name = number, name and place
labels-no-number = These have no single number of Latin letters and digits, which such a label needs. Give them one, or print labels with the name.
labels-too-many = These are more than { $n } labels: print them in parts.
oid-photographs = Photographs
oid-no-picture = No photograph is here: take one, from the front, and of every distinguishing feature.
oid-type = Type of object: what kind of object is it?
oid-material = Materials and techniques: what is it made of, and how?
oid-measurements = Measurements: what are its size and weight?
oid-inscriptions = Inscriptions and markings: are there any marks, numbers, signatures?
oid-features = Distinguishing features: what tells it from others like it, such as damage, repairs, faults?
oid-title = Title: is it known by a name?
oid-subject = Subject: what is pictured or represented?
oid-date = Date or period: when was it made?
oid-maker = Maker: who made it?
oid-description = Short description: what else helps to identify it?
oid-number = Inventory number
# Lists of things
add-import = A list of things
add-import-lead = A spreadsheet of objects, wells, buildings, persons: each row becomes a card, each cell a statement with its place.
add-import-go = Import a list
import = Import a list
import-lead = Each row becomes a card, each cell a statement that says in which cell it stands. Nothing is recorded before you have seen how the list is understood, and all of it can be undone.
import-new = A list
import-file = The list
import-file-help = CSV, TSV, XLSX, ODS, JSON Lines; GeoJSON, KML, a zipped Shapefile or GeoPackage. It lies in the folder of this notebook alone until it is imported or put away.
import-kind = What each row is
import-restricted = Seal all of it
import-restricted-help = Only keepers read it. So it is by itself with families, persons, stores, gifts and loans. Until it is imported it lies unencrypted in the folder of the notebook, and it goes when the program ends.
import-restricted-so = All of it will be sealed.
import-more = Unusual letters, another name?
import-title = What the list is called as a source
import-title-help = If you leave this empty: as its file.
import-send = Send it and look at it
import-form = Read as { $form }
import-in-encoding = encoding { $label }
import-in-sheet = sheet { $name }
import-in-header = header in row { $rows }
import-no-header = no header
import-passports = a passport list of a genebank (MCPD v2.1)
import-ucdp = events as the UCDP Georeferenced Event Dataset has them
import-acled = events as ACLED has them
import-crs = coordinates as the file says: { $crs }
import-note = Of note:
import-opening = It is read wrongly? Sheet, header, encoding, kind
import-sheet = Sheet
import-sheet-first = the first that is filled
import-header = Header
import-header-help = Its row (3), its rows (2-3), or 0 where there is none. Empty: it is found.
import-opening-help = What the columns mean is then guessed anew.
import-open-so = Read it so
import-statements = Each row of this file is a statement, as it was written out of a notebook. What is still as it was written stays the same statement from the same source; what was changed takes the place of what it was.
import-columns = What the columns mean
import-columns-lead = This is a guess from the headers. A column that means nothing here is kept as it is written.
import-key = What tells one thing from all others?
import-key-help = As a number that every thing has alone. By it a row is found again when the list is imported again.
import-key-is = It is: { $columns }
import-key-likely = In the first rows these are different in each: { $columns }
import-no-key = No column does: then a row that was changed in the list is another thing
import-is-key = part of the key
import-means = means
import-as-listed = (kept as it is written)
import-leave-out = (left out: nothing of it is recorded)
import-names-pictures = (names of picture files)
import-latitude = { $label }: latitude
import-longitude = { $label }: longitude
import-sure-name = Sure: its own name.
import-sure-other = Fairly sure: another name of it.
import-sure-contains = Likely: its name stands among other words.
import-sure-alike = Unsure: only looks like its name.
import-column-empty = nothing in the first rows
import-column-more = Language, several values, unit
import-lang = Language of its words
import-lang-none = not said
import-lang-tag =
    { $tag ->
        [ar] Arabic
        [en] English
        [he] Hebrew
        [tr] Turkish
        [fr] French
        [hy] Armenian
       *[other] { $tag }
    }
import-split = Between several values stands
import-split-none = nothing: each cell is one value
import-split-line = a new line
import-unit = Unit, where the cell names none
import-remarks = About what another column says
import-about = Column of which it tells
import-when-from = Column in which the date stands
import-as-of = As of which day
import-as-of-label = The list tells of this day
import-as-of-help = For what changes in time and has no date of its own in the list: where something is kept, in what state. As 2031-03-01, 2031-03 or 2031; empty: no date is recorded.
import-stated-from = Column of the days on which it was said
import-no-column = none
import-column-typed = The column’s header, as it stands in the list.
import-coordinates = Coordinates
import-crs-label = System of coordinates of its shapes
import-crs-help = As EPSG:32637, where the file does not say it; empty: degrees.
import-several = Cells with several values
import-nothing = Words that say nothing
import-nothing-help = As None; -
import-pair = Column of dates to which values of other columns belong, one by one
import-pair-help = Tick the columns below whose values belong to these dates by their places in the cell. What is joined so is recorded as inferred.
import-paired = its values belong to the column of dates, one by one
import-vintage = A list that changes
import-retrieved = Day on which it was fetched
import-retrieved-help = As 2031-03-01.
import-note-gone = Record of each row that is gone that the list withdrew it. What it said still stands.
import-scheme = Grades by another scheme
import-scheme-own = the usual one
import-axes = First in its shapes stands
import-axes-usual = longitude, as is usual
import-axes-latitude = latitude
import-axes-longitude = longitude
fault-crs = No system of coordinates. Write it as EPSG:32637.
import-unit-from = Column in which the unit stands
import-column-kind = What is named here is
import-column-kind-usual = what it usually is
import-show = Show how it is understood
import-rows = The first rows, as they are understood
import-rows-lead = Statement by statement; what is doubted or kept as it is written is told. All rows are looked at when you look through the whole list.
import-row = Row { $row }
import-row-refused = would be refused
import-row-pictures = Pictures:
import-written = written
import-before = This list was imported before. What would change is shown first.
import-look = Look through the whole list
import-go = Import
import-changed = What the columns mean was changed. Look at the rows below once more, then import.
import-emptied =
    { $n ->
        [one] One cell is empty now that was not before. What becomes of what it said?
       *[other] { $n } cells are empty now that were not before. What becomes of what they said?
    }
import-emptied-keep = It still stands
import-emptied-withdraw = It is taken back
import-pictures = Pictures
import-pictures-here =
    { $n ->
        [0] No pictures were sent along yet. Without them the names are kept as they are written.
        [one] One picture was sent along.
       *[other] { $n } pictures were sent along.
    }
import-pictures-files = The pictures that the list names
import-pictures-help = Several at once, called as in the list. Each is kept as it is and shown on its card.
import-send-along = Send along
import-mapping = What the columns mean, as a file
import-mapping-help = Save it to read other lists in the same way, also with daftar import --mapping.
import-mapping-save = Save it (TOML)
import-mapping-file = A saved file
import-mapping-file-help = What it says takes the place of what is said here.
import-away = Put the list away
import-away-help = Nothing of it is recorded; what was sent goes from this computer.
import-would = { $title }: what would come of it
import-did = { $title }: what came of it
import-resumed = An import that was broken off was gone on with.
import-count-rows =
    { $n ->
        [one] One row
       *[other] { $n } rows
    }
import-count-recorded =
    { $n ->
        [one] One recorded: new, or says more than before
       *[other] { $n } recorded: new, or say more than before
    }
import-count-unchanged =
    { $n ->
        [one] One unchanged
       *[other] { $n } unchanged
    }
import-count-replaced =
    { $n ->
        [one] One replaced: changed in the list
       *[other] { $n } replaced: changed in the list
    }
import-count-refused =
    { $n ->
        [one] One refused: nothing of it is recorded
       *[other] { $n } refused: nothing of them is recorded
    }
import-count-warned =
    { $n ->
        [one] One of the others to be looked at
       *[other] { $n } of the others to be looked at
    }
import-count-gone =
    { $n ->
        [one] One that stood in the list before is gone from it; what it said still stands
       *[other] { $n } that stood in the list before are gone from it; what they said still stands
    }
import-count-statements =
    { $n ->
        [one] One new statement
       *[other] { $n } new statements
    }
import-count-named =
    { $n ->
        [one] One thing named for the first time
       *[other] { $n } things named for the first time
    }
import-count-pictures =
    { $n ->
        [one] One picture
       *[other] { $n } pictures
    }
import-count-sealed =
    { $n ->
        [one] One statement sealed
       *[other] { $n } statements sealed
    }
import-refused-csv = The refused rows (CSV)
import-refused-xlsx = The refused rows (XLSX)
import-refused-help = Mend them in that file and import it: what is here already stays as it is. Give it the name of this list, so that it is known again.
import-account = Every row (JSON Lines)
import-report = What became of each row
import-report-all = Every row
import-which = Which rows
import-rows-to-look-at = To be looked at
import-rows-refused = Refused
import-rows-recorded = Recorded
import-rows-replaced = Replaced
import-rows-unchanged = Unchanged
import-rows-gone = Gone from the list
import-no-rows = There are none.
import-fate-unchanged = unchanged
import-fate-recorded = recorded
import-fate-replaced = replaced
import-fate-refused = refused
import-fate-gone = gone from the list
import-card = its card
import-cards = The cards
import-source = The list as a source
import-undo = Undo this import
import-undo-help = All that it recorded is taken back, what it replaced comes back. It can be done again.
import-report-away = Put this report away
fault-one-list = One list at a time: choose one file.
fault-no-list = No list waits here: send it again.
fault-list-key = Say which column tells one thing from all others, or that none does.
fault-emptied = Say what becomes of what the empty cells said.
fault-lang = A language tag such as ar, en or ku-Arab.
fault-overdrawn = By its book the lot has less left than is taken. Count it anew first, or mend the amount; nothing was recorded.
fault-mapping = This is no saved meaning of columns that can be read.
fault-sheet-empty = There is nothing in it: expected a table with a header row.
fault-sheet-kind = This is no list. Give CSV, TSV, XLSX, ODS, JSON Lines, GeoJSON, KML, a zipped Shapefile or GeoPackage, or save it as one of them. It is:
fault-sheet-in-use = A program has this file open and keeps part of it elsewhere: close it there, and send the file again.
fault-sheet-password = The workbook is protected by a password: open it, save it without one, and send that file.
fault-sheet-bomb = The file unpacks to more than is allowed. If it is sound, save it as CSV.
fault-sheet-name = The workbook has no sheet of that name:
fault-sheet-header = There is no header there: give its row (3), its rows (2-3), or 0 where there is none.
fault-sheet-wide = A row is wider or longer than any table: is it a list, and its delimiter right?
fault-sheet-damaged = The list cannot be read to its end, so nothing of it was recorded. Open it, save it again, and send that file.
job-look-through = Looking through { $name }
job-import = Importing { $name }
job-rows =
    { $n ->
        [one] One row so far
       *[other] { $n } rows so far
    }
job-list-report = What came of it
mapping-toml = It cannot be read: { $why }
mapping-kind = No profile defines the kind { $kind }: choose another.
mapping-property = Column { $column }: { $property } is nothing that { $kind } has: choose something else.
mapping-twice = The columns { $one } and { $other } both give { $property }, which a thing has only once: let one of them mean something else.
mapping-half = Column { $column } gives one number of a position: let another column give the other.
mapping-no-position = Column { $column } gives one number of a position, and { $property } is none: choose another.
mapping-unknown = Column { $column } is no column of this list.
mapping-pictures = Column { $column } names pictures, and cannot mean something else as well.
mapping-header-twice = Column { $column } is said to mean two things.
mapping-key = Column { $column } is to be the key, and is no column of this list.
mapping-fixed = Column { $column }: each row is a statement, and what its columns mean is fixed.
mapping-lacking = Each row is to be a statement, and there is no column { $column }: write the statements out again.
mapping-as-of = The day “{ $day }” is no date: write it as 2031-03-01, 2031-03 or 2031.
mapping-when = Column “{ $column }” is to give a date, and is no column of this list.
mapping-pair = Column “{ $column }” is to be joined with others, and is no column of this list.
mapping-about = Another column tells of what column “{ $column }” says, and that gives nothing about the thing: choose what it means, and write its name to the letter.
mapping-of = Column “{ $column }” tells how something was seen: write in “Column of which it tells” which column says that.
mapping-remark = Column “{ $column }” is to tell of what another says. That can be: { $known }.
mapping-scheme = Column “{ $column }”: “{ $scheme }” is no scheme whose codes can stand there; there are { $known }.
mapping-unit = Column { $column } is to give the unit, and is no column of this list: write its name to the letter.
import-region = Names of periods in dates
import-region-label = Its things are from
import-region-none = not said: names of periods are kept as they are written
import-region-help = Then “Iron Age” is read as the years that it means there, with a doubt that says after whom.
mapping-region = “{ $region }” is no region of the table of periods.
import-dates = In dates of digits
import-dates-none = not known which comes first
import-dates-day = the day comes first: 03/04/1931 is in April
import-dates-month = the month comes first: 03/04/1931 is in March
why-no-date = No date that is surely understood; kept as it is written.
why-doubtful-date = Read as { $read }: { $doubt }.
why-no-number = No number that is surely understood; kept as it is written.
why-no-code = None of: { $codes }; kept as it is written.
why-no-position = No position in degrees; kept as it is written.
why-off-the-earth = No place on the earth: a latitude lies within ±90, a longitude within ±180; kept as it is written.
why-turned = Latitude and longitude look exchanged; kept as they are written.
why-half-position = A latitude without its longitude, or the other way round; kept as it is written.
why-no-picture = No picture of that name was sent along; its name is kept as it is written.
why-picture-elsewhere = No plain name of a file: it leads to another folder; kept as it is written.
why-not-a-picture = The file of that name is no JPEG, PNG, GIF or WebP picture; its name is kept as it is written.
why-no-value = A cell cannot give this its value; kept as it is written.
why-no-such = No { $kind } here has this number or name; kept as it is written.
why-several-such = { $n } of them here have this number or name; kept as it is written.
why-several = Several values, where there is only one; kept as it is written.
why-no-key = Nothing in the key’s columns, by which rows are told apart.
why-same-key = Row { $row } has the same key.
why-alike-key = The key of row { $row } differs only in case, accents or look-alike letters: two things were recorded.
why-emptied = Empty now, and was not before: what it said still stands.
why-emptied-withdrawn = Empty now, and was not before: what it said was taken back.
why-edited-here = Changed in the list, and edited here since: both stand side by side.
why-no-statement = No statement: { $why }
why-altered = Not as it was written out: recorded as it stands now.
why-gone = In the list before, and gone from it now: what it said still stands.
remedy-no-date = Write it as 1931-05-04, 1931, 1820/1830 or 1900~, and import again.
remedy-doubtful-date = If that is not meant, write it as 1931-05-04, and import again.
remedy-no-number = Write digits and, after a space, the unit: 12.5 cm.
remedy-no-code = Write one of these, or add a code to the profile.
remedy-no-position = Write 31.25, 34.27: latitude, then longitude.
remedy-turned = Exchange them in the list, or the two columns here, and import again.
remedy-half-position = Fill both cells, or neither.
remedy-no-picture = Send it along under exactly this name.
remedy-picture-elsewhere = Write the name of the file alone, without folders.
remedy-not-a-picture = Save it as JPEG or PNG, and send that.
remedy-no-value = Let the column mean something else, or keep it as it is written.
remedy-no-such = Record or import what is meant first, with its number, and import this list again.
remedy-several-such = Give each of them a number of its own, and import this list again.
remedy-several = Leave one, or let the column mean something that may have several.
remedy-no-key = Fill it, or import with another key, or with none.
remedy-same-key = Give each thing a key of its own, or name a further column as part of the key.
remedy-alike-key = If they are one thing, write its key alike in both rows.
remedy-emptied = If it is to be taken back, import again and say so.
remedy-edited-here = Compare the two, and withdraw the one that is wrong.
remedy-gone = If it is no more, say so on its card, or withdraw there what the list said.
remedy-no-statement = Mend the line as the lines beside it are, and import again.
remedy-altered = If nobody meant that, a spreadsheet did it: undo, and import the file as it was written out.
remedy-no-row = Mend the row, and import again.

# Cards that may be one thing twice
doubles = Likely doubles
doubles-lead = Cards that may be one thing twice, the likeliest first, with what speaks for it and against it. Nothing is joined by itself: you say what is so, and it can be undone.
doubles-never = The cards were not compared yet. With many cards that takes a minute; you can go on meanwhile.
doubles-compare = Compare all cards
doubles-anew = Compare all cards anew
doubles-when = Compared:
doubles-cards = cards: { $cards }, pictures: { $pictures }
doubles-unseen =
    { $n ->
        [one] one picture could not be compared: it is locked, broken or not here
       *[other] { $n } pictures could not be compared: they are locked, broken or not here
    }
doubles-changed =
    { $n ->
        [one] Since then one card came or changed. Pairs with it may be missing here.
       *[other] Since then { $n } cards came or changed. Pairs with them may be missing here.
    }
doubles-changed-much = Since then much came or changed: compare all cards anew.
doubles-none = There is no pair to be decided.
doubles-open =
    { $n ->
        [one] One pair to be decided
       *[other] { $n } pairs to be decided
    }
doubles-narrowed = Only pairs of which your search finds both cards.
doubles-all = All pairs
doubles-here = Likely doubles among these
doubles-very-likely = very likely one thing
doubles-likely = likely one thing
doubles-worth-a-look = worth a look: one number or one name, little else
doubles-for = Speaks for one thing
doubles-against = Speaks against it
doubles-pictures-alike = the pictures look alike
doubles-pictures-unlike = the pictures do not look alike
doubles-pair-changed = came or changed since
pair = One thing, or two?
pair-at = Pair { $n } of { $total }
pair-beside = The two cards side by side
pair-property = What is told, and how it fits
pair-why = Why
pair-why-help = Kept with what you say, in your words. It may be left empty.
pair-same = One thing
pair-different = Different things
pair-later = Not now
pair-next = On to the next pair
pair-restricted = One of these cards is restricted: what you say of them is sealed, too.
pair-choose = Choose whether they are one thing or different things.
pair-changed = Nothing was recorded: something of these cards changed since you looked. You had chosen “{ $chosen }”. Look again, then decide.
pair-settled = Nothing was recorded: somebody has said it meanwhile.
pair-said-same = Recorded: { $one } and { $other } are one thing.
pair-said-different = Recorded: { $one } and { $other } are different things.
pair-link-same = It is said that they are one thing.
pair-link-different = It is said that they are different things.
pair-link-maybe = It is said that they may be one thing.
fit-same = the same
fit-agrees = agrees
fit-words = words in common
fit-differs = differs
fit-open = not known
fit-one = only the first tells
fit-other = only the second tells
job-compare = Comparing all cards
job-compared =
    { $n ->
        [0] No pair was found that may be one thing.
        [one] One pair was found that may be one thing.
       *[other] { $n } pairs were found that may be one thing.
    }

# The lots of a seed bank: books, forecasts, what to save first
lots = Lots of seeds
lots-lead = What is left of each, how much of it comes up today, and until when enough does: always as a range, from its tests, how it is kept, and what is published of its species.
lots-ways = The seed bank
lots-page = Book and forecast
lots-below = Renew under (% of what came up at first)
lots-odd = Some number that was typed cannot be; the usual one is used in its place.
lots-empty = There are no lots with seed in this notebook.
lots-count =
    { $n ->
        [one] One lot; what falls under the line first stands first.
       *[other] { $n } lots; what falls under the line first stands first.
    }
lots-lot = lot
lots-of = of
lots-left = left
lots-now = comes up today
lots-falls = under the line
lots-left-chart = How much was left over time; now: { $left }
lots-no-book = Nobody says how much there is, or what was taken.
lots-book = The book of the lot
lots-when = when
lots-what = what
lots-much = how much
lots-after = left after it
lots-differs = differs from the book by
lots-keeps = How long it keeps
lots-by = By
lots-doubts = What makes this less sure
lots-constants = Published constants
lots-rests = The statements that this rests on
lots-curve = How many seeds come up over time, with the range: today { $now }; under the line: { $falls }
lots-today = today
lots-tests = Germination tests
lots-no-tests = None is recorded.
save-first = What to save first
save-first-lead = The accessions by how soon their longest-living lot may fall under the line, times what makes them irreplaceable. Every term is shown, and every weight is yours.
save-first-weights = Weights
save-first-what = what
save-first-act = do
save-first-due = under the line, at the earliest
save-first-test = next test:
save-first-living = living seeds
save-first-terms = rank
save-first-urgency = urgency
save-first-elsewhere = held elsewhere
save-first-perhaps = (was given some; may hold it still)
save-first-nowhere = nowhere known
save-first-copies =
    { $n ->
        [one] One copy kept for safety
       *[other] { $n } copies kept for safety
    }
save-first-empty =
    { $n ->
        [one] Of one accession no seed is left here.
       *[other] Of { $n } accessions no seed is left here.
    }
save-first-more =
    { $n ->
        [one] One more is in the data of this page.
       *[other] { $n } more are in the data of this page.
    }
weight-half-years = Half as urgent after (years)
weight-no-copy = No copy elsewhere (times)
weight-no-holder = Nobody else holds it (times)
weight-last-seeds = Last seeds (times)
weight-only-one = The only one of its crop (times)
weight-sowing = Seeds of one sowing
test-plan = What to test next
test-plan-lead = Each lot after a third of the time that it may have left, as genebank standards have it; at once where nothing is known.
test-plan-last = last test
test-plan-never = never tested
test-plan-few = too few seeds for a whole test
test-plan-how = How to test
test-plan-risks = Sow a group, count, and stop as soon as it is decided. Seed of which { $good } comes up is renewed without need in { $waste } of tests; seed of which { $bad } comes up is kept wrongly in { $loss }.
test-plan-sown = sown so far
test-plan-renew = renew it if no more than so many came up
test-plan-keep = keep it if at least so many came up
test-plan-source = Wald’s sequential test (1945), closed after the last group; the risks are added up exactly. Intervals after FAO, Genebank Standards (2014).
# Weighing and counting
count = Weigh and count
count-lead = Choose a lot, or type or scan the number on its jar or packet.
count-number = Number or code
count-number-nothing = No lot here has this number.
count-place = Kept within
count-everywhere = everywhere
count-empty = No lots are here.
count-others = Other lots
count-card = Card
count-book = By the book: { $amount } left.
count-book-unsaid = Nobody has said yet how much there is.
count-book-perhaps = By the book more may have gone out than there was: { $amount }. Weigh it.
count-book-overdrawn = By the book more went out than there was: { $amount }. Weigh it.
count-amount = How much is there?
count-amount-help = Such as 480, 12.5 or ١٢٫٥.
count-which = This can be read in two ways. Which is meant?
count-between = { $number } · between { $low } and { $high }
count-unit = Of what
unit-grams = grams
unit-kg = kilograms
unit-seeds = seeds
count-container-ask = It was weighed in its container
count-container = The empty container weighs
count-container-help = In the same unit. It is subtracted, and both numbers are kept.
count-when-who = Day, and who counted
count-day = On which day
count-by = Who weighed or counted
count-by-help = If it is not you.
count-save = Record
count-recorded = Recorded:
count-amount-unclear = how much is not clear
count-as-book = It is as the book says.
count-less = That is { $amount } less than the book says.
count-more = That is { $amount } more than the book says.
count-fits = It fits the book, as far as that is known.
count-not-compared = The book is kept in another unit, and nobody says how much of it this is: it was not compared.
count-earlier = Weighed and counted before
seed-weight = Weight of the seeds
seed-weight-lead = Count out some seeds, such as a hundred, and weigh them. From then on seeds can be reckoned in grams, and grams in seeds.
seed-weight-seeds = So many seeds
seed-weight-seeds-help = Such as 100 or ١٠٠.
seed-weight-weight = weigh so many grams
seed-weight-weight-help = Such as 4.23 or ٤٫٢٣.
seed-weight-known = A thousand seeds weigh { $amount }.
seed-weight-sample = { $seeds } seeds weigh { $weight } g
germination = Germination
germination-go-on = Tests
germination-begin = Begin a test
germination-sown = How many seeds were sown?
germination-sown-help = Such as 100 or ١٠٠.
germination-method = On what
germination-by = Who sowed
germination-save = Begin
germination-undated = no date
germination-of = { $n } of { $of } came up
germination-only-sown = { $n } sown, not counted yet
germination-only-come = { $n } came up; how many were sown is not said
germination-sown-unsaid = how many were sown is not said
sprouts = Germination test
sprouts-come = How many have come up by then, all together?
sprouts-come-help = Count all that have come up since the test began.
fault-two-ways = This can be read in two ways: choose below which is meant.
fault-negative = This is less than nothing: write what is there, without a minus.
fault-amount = This is no number. Write it such as 12.5 or ١٢٫٥.
fault-amount-empty = Say how many.
fault-seeds = Seeds are counted whole: write a number such as 100 or ١٠٠.
fault-unit = Choose what was counted: grams, kilograms, seeds or a measure.
fault-container-unit = A container is weighed only with what is in grams or kilograms: choose one of these, or leave this empty.
fault-container-more = The empty container cannot weigh more than it does with its seeds.
fault-future = This day has not come yet.
fault-sample-none = From nothing nothing can be reckoned: count and weigh some seeds.
fault-none-sown = A test needs at least one seed.
fault-more-than-sown = More cannot come up than were sown.
fault-fewer-than-before = This does not fit the other counts: what has come up by a later day cannot be fewer. If another count is wrong, correct it on the card of the test.
fault-before-sown = On this day nothing was sown yet.
# Seed to return
seed-of = of
seed-more = { $n } more than was promised
promises = Seed to return
promises-lead = What was lent to families and is to come back, for you to look at. Nothing is sent to anybody.
promises-on = Due on
promises-empty = Nothing was lent that is to come back.
promises-add = Lend seed: a new card
promises-due = Due
promises-perhaps = Perhaps due: the season is not over, or sources differ
promises-unsaid = Nobody says by when
promises-not-yet = Not yet due
promises-settled = Came back, or nothing more is owed
promises-displaced =
    { $n ->
        [one] One family that was displaced is not asked.
       *[other] { $n } families that were displaced are not asked.
    }
column-to-whom = to whom
column-lent = what was lent
column-due = by when, how much
column-came = what came back
promise-nobody = nobody says to whom
promise-displaced =
    { $n ->
        [one] one was displaced, and is not asked
       *[other] { $n } were displaced, and are not asked
    }
promise-card = its card
promise-lot = lot
promise-no-lot = nobody says of which lot
promise-no-amount = how much was lent is not said
promise-no-day = no day is said
promise-unsaid-amount = how much is to come back is not said
promise-open = nothing yet
promise-partly = a part
promise-perhaps = something; whether it is all cannot be told
promise-disputed = somebody denies what is said of it
promise-returned = it came back
promise-forgiven = nothing more is owed
promise-as = as
promise-odd = does not fit
odd-no-amount = “{ $label }” says no amount: it has no unit, or is less than nothing.
odd-more = more came back than was promised.
odd-other-parent = does not name the lent lot as what it was grown from.
odd-before = came back before the seed was lent.
odd-itself = is the lent lot itself; what comes back is a new lot.
odd-circle = is said to be grown from itself.
odd-twice = is named by another promise as well: the seed may be counted twice.
back = Seed came back
back-lead = It becomes a new lot of the same accession, grown from the lent one. Whoever brought it is sealed.
back-parent = Grown from which of the lent lots
back-day = On which day it came
back-harvested = Harvested
back-number = Number of the new lot
back-number-help = As it stands on the jar or packet; it may be left out.
back-place = Kept at
back-go = Record the new lot
fault-returned-amount = Give a number above nothing, with its unit: 3 kg, 500 seeds, 2 jars.
fault-before-lent = This is before the seed was lent: correct this date, or that of the loan.
fault-no-lot = The promise names no lot. Say on its card first of which lot the seed was lent.
fault-parent = Choose one of the lots that were lent.
forgive = Nothing more is owed
forgive-lead = A drought, a displacement, a bad year: say why, and the promise is no longer waited for.
forgive-why = Why
forgive-why-help = In your own words; it is sealed.
forgive-day = Decided on
forgive-go = Nothing more is owed
# What survives
survivors = What survives, and where
survivors-lead = For every accession: what was lost, where it may still be, with how many seeds and how old; whom to ask first; and what exists nowhere known. Print it.
survivors-of = What was held in
survivors-all = everything that this notebook knows
survivors-nowhere = Exists nowhere known
survivors-nowhere-lead = Nothing that is recorded here says that any of it is left.
survivors-remembered = Only remembered
survivors-remembered-lead = There never was seed of these here. Who remembers them may know who grew them.
survivors-perhaps = Perhaps somewhere
survivors-perhaps-lead = Somebody had seed of it; whether they still have it, nobody says.
survivors-sure = Somewhere, by what is said
survivors-sure-lead = It is stored or grown, by what is said and nobody denies.
survivors-unplaced =
    { $n ->
        [one] One accession is left out: nobody says where it was held.
       *[other] { $n } accessions are left out: nobody says where they were held.
    }
survivors-lots-of-nothing =
    { $n ->
        [one] One lot names no accession, and stands nowhere below.
       *[other] { $n } lots name no accession, and stand nowhere below.
    }
survivors-ask = Whom to ask first
survivors-ask-how = In this order: who surely has something; who has it stored; who has the most accessions; who alone has some; more seeds; younger seeds.
survivors-more =
    { $n ->
        [one] and one more
       *[other] and { $n } more
    }
survivors-unsaid = not said
survivors-displaced = Displaced
survivors-displaced-lead = They were driven from home. They may have something still; they are not the first to be asked.
survivors-was-displaced = displaced
survivors-remembered-by = remembered by
survivors-none-lost = no lot of it is lost
survivors-nowhere-here = nowhere known
survivors-maybe = perhaps
survivors-amount-unsaid = how much is not said
survivors-because = by
column-who = who, and what
column-sure = surely
column-stored = stored
column-many = accessions
column-only = alone
column-seeds = seeds
column-youngest = youngest
column-lost = what was lost
column-may-be = where it may be
losses = What is said to be lost
losses-empty = No store, building or bank is said to be lost. Say it on its card: what became of it, when, and who says so.
losses-mark = Say that it is lost: { $name }
losses-mark-place = Choose a store or shelf to say it of
losses-mark-this = Say that it is lost
lost-itself = said to be gone
lost-with = lost with
lost-perhaps-with = perhaps lost with
lost-inferred = inferred
way-here = here:
way-duplicate = a safety duplicate,
way-grown = grown by
way-grown-by-name = something of that name is grown by
way-lent = lent, and not yet returned:
way-given = given to
holding = What the bank holds
holding-from = It goes on where these ended:
holding-records = It has their records, and none of their seed.
holding-to = It goes on as:
holding-empty = Nothing is said to be kept in this bank. Say of its stores and shelves that they are part of it, and where each lot is kept.
holding-own = Held here
holding-inherited = Known from before, without seed here
holding-lots = lots here
holding-of = held by
holding-no-lot = no lot of it is here
holding-perhaps-lost = perhaps lost
completeness = How complete the passports are
completeness-lead = Each accession from 0 to 10, the least complete first, with what would add most.
completeness-empty = No accession here has a number of its own.
completeness-mean = The mean of all:
completeness-what = accession
completeness-score = of 10
completeness-next = fill next
completeness-names = Names beside the list of crops
completeness-names-lead = In the list: { $listed }; not in it, which is no fault: { $other }. What is offered here is not changed by itself.
completeness-source = Passport Data Completeness Index (van Hintum, Menting & van Strien 2011); what counts depends on whether it is wild, a landrace, bred, or a cultivar.
# A phone that counts
phone = Pair a phone
phone-go = Count with a phone
phone-lead = For one task and a limited time a phone in the same network may weigh and count. It sees these lots and nothing else of the notebook.
phone-place = The lots kept within
phone-lot = Or one lot
phone-lot-help = Its number or code.
phone-by = Who counts
phone-address = At which address of this computer
phone-this-computer = this computer alone, to try it
phone-lasts = For how many minutes
phone-lasts-help = From 5 to 720.
phone-begin = Open for the phone
phone-how = Phone and computer must be in the same network, such as that of the phone’s own hotspot. What is recorded bears this notebook’s key.
phone-goes-on = A phone may count
phone-scan = Scan this code with the phone. It works once, within ten minutes.
phone-code = Code for the phone
phone-no-camera = Without a camera
phone-used = A phone is paired.
phone-void = The code was not used in time, or was guessed at too often. End it and begin anew.
phone-fingerprint = Fingerprint of the certificate
phone-fingerprint-how = The phone will warn that it does not know the certificate of { $address }. Look at the certificate there: only if its SHA-256 fingerprint is this one is it this computer. Else do not go on.
phone-end = End it
phone-minutes =
    { $n ->
        [one] { $n } minute left
       *[other] { $n } minutes left
    }
phone-door = Count with this phone
phone-door-lead = Go on only if the fingerprint of the certificate is the one on the computer’s screen.
phone-door-go = Begin
phone-door-closed = This code is no longer good
phone-door-closed-lead = It works once, and for ten minutes. Ask at the computer for a new one.
fault-phone-task = Choose a place, or give one lot; not both.
fault-phone-address = Choose one of these addresses.
fault-phone-minutes = Give a number of minutes from 5 to 720.
fault-phone-failed = It could not be opened: the system refused. Try another address.
lots-published = Constants are published of:
lots-reckon = Choose one of them for this accession, as a guess

## A question about damage and nearness, answered.
pattern = Damage and nearness
pattern-words = The words above say how things lie, and never why. What sources say of reasons stands on their cards, as theirs.
pattern-curve = Damage within each distance
pattern-distance = distance from the nearest facility
pattern-curve-help = Line: the data. Dashed: the mean of chance. Area: the band in which the whole curve of chance lies.
pattern-map = Where everything lies, north up
pattern-map-help = Triangles: facilities. Crosses: damaged. Circles: not damaged, or nobody says so. Squares: disputed.
# Totals
totals = Totals
totals-lead = How many things are in which state, at least and at most. Each number opens the cards and statements under it.
totals-more = Totals, with their disputes
totals-kind = What
totals-all = everything that has a state or is counted
totals-by = Into which groups
totals-by-whole = none
totals-by-kind = what it is
totals-by-place = where it lies
totals-by-state = its state
totals-by-month = the month in which that began
totals-by-source = each source by itself
totals-by-speaker = each speaker by themselves
totals-place = Only in this place
totals-of = How many there are in all
totals-of-source = Who says so
totals-go = Count
totals-fault-kind = There is no such kind of card: choose one from the list.
totals-fault-by = There are no such groups: choose from the list.
totals-fault-of = How many there are in all is a whole number, at least 1.
totals-fault-source = Say where the number of all comes from: without a source it is not used.
totals-fault-place = No card of that name is here, or several are: write the name as its card has it.
totals-whole = In all
totals-shares-of = Shares of
totals-of-register = as many as this notebook has that could have a state
totals-column-state = State
totals-column-just = Just this
totals-column-worse = This or worse
totals-column-share = Share (just this)
totals-column-group = Group
totals-column-things = In all
totals-column-damaged = Damaged, slightly or worse
totals-column-intact = Intact
totals-column-not-known = Said not to be known
totals-column-no-claim = Nobody says
totals-column-one-source = From one source alone
totals-disputed = Several states are possible of
totals-groups = Group by group
totals-groups-lead = A thing may be in several groups: these numbers are not to be added.
totals-groups-public = Sensitive things are counted by the square of the map that the public is shown.
totals-under = Under this number
totals-statement = statement
totals-search = Look at these in a search
totals-csv = These numbers as a sheet (CSV)
