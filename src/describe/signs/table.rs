//! The signs and words that are no kind and no single code of a grade.

use super::{Group, Sign};

const fn mark(
    sign: &'static str,
    also: &'static [&'static str],
    short: &'static str,
    full: &'static str,
) -> Sign {
    Sign { group: Group::Mark, shown: sign, also, short, full }
}

const fn status(
    sign: &'static str,
    also: &'static [&'static str],
    short: &'static str,
    full: &'static str,
) -> Sign {
    Sign { group: Group::Status, shown: sign, also, short, full }
}

const fn word(
    sign: &'static str,
    also: &'static [&'static str],
    short: &'static str,
    full: &'static str,
) -> Sign {
    Sign { group: Group::Word, shown: sign, also, short, full }
}

pub(super) const TABLE: &[Sign] = &[
    mark(
        "*",
        &["bookmark", "bookmarked"],
        "you bookmarked the event; Shifts: b and g",
        "You bookmarked the event. In the view Shifts: a burst begins in the weeks of the column, and a gap ends in them. \
         In the view Language, behind the date of a first use: it is outside the filter.",
    ),
    mark(
        "≠",
        &["differ", "accounts differ", "conflict", "conflicted"],
        "accounts differ",
        "Accounts differ: sources disagree on at least one question about the event. `demarche show ID` lists each \
         account with its sources. In Positions: at least one actor is for the claim and another against it.",
    ),
    mark(
        "links",
        &["link"],
        "a number: how many links with other events",
        "The number behind the grade: how many links lead from the event to others or from others to it.",
    ),
    mark(
        "?",
        &["uncertain", "perhaps", "number unknown"],
        "the date is uncertain; perhaps; no number known",
        "The date is uncertain, or only partly known. In Encounters: two were perhaps in one room, once or once more; (+1) \
         is the number of such meetings. In Strikes: something was counted, but the number is not known.",
    ),
    mark(
        "~",
        &["approximate"],
        "the date is approximate",
        "The date is approximate. Behind a mark of the Map: the place is a country or region, and nothing nearer is known.",
    ),
    mark(
        "–",
        &["range"],
        "–24 Jan: it lasts until then; –…: open end",
        "Before a day or time: the event lasts until then. –… means that its end is not known.",
    ),
    mark(
        "…",
        &["cut"],
        "the text goes on; …24 Dec: until then",
        "The text goes on, but does not fit. In the time column, …24 Dec means until that day, and 18:30… from then on.",
    ),
    mark(
        "≤",
        &["reported by", "reported", "first seen", "at the latest"],
        "not later than that: when it was first reported",
        "At the latest: the time or day at which the event was first reported. Its own time is not known.",
    ),
    mark(
        "+",
        &["offset", "chosen"],
        "11:28+3: hours ahead of UTC; +3: so many more",
        "After a time: how many hours its zone is ahead of UTC. It is shown if the times of a view are of several \
         zones. Elsewhere: how many more there are, as venues that one mark of the Map stands for. In the facets + before a value says that the filter chooses it, \
         and - that it excludes it; +3 is how many more events are shown if the value is chosen, too, and 3 how many \
         are left. In Lanes it stands for ten or more events in one place.",
    ),
    mark(
        "−",
        &["unfolded", "folded", "fold"],
        "Threads: unfolded; + folded",
        "Before the heading of a thread: its events are below it. A + there means that they are folded away: → unfolds \
         them, ← folds all threads.",
    ),
    mark(
        "×",
        &["times"],
        "×2: events under a heading; alone: cancelled",
        "Before a number: the number of events under a heading; in Positions, of distinct utterances behind the letter; in \
         Encounters, of meetings at a venue. Alone, in Lanes and the Calendar: the event was \
         cancelled.",
    ),
    mark(
        "1–9",
        &["1-9"],
        "Lanes: so many events there; +: ten or more",
        "In Lanes: at this place of the lane so many events have no room of their own. + stands for ten or more.",
    ),
    mark(
        "┆",
        &["line of now"],
        "Lanes: the line of now",
        "In Lanes: the line of now. What is behind it is planned or expected.",
    ),
    mark(
        "↓",
        &["today"],
        "Calendar: today",
        "In the Calendar: the arrow points at the column of today, or stands behind its number.",
    ),
    mark(
        "○",
        &[],
        "planned, or dated after today",
        "In Lanes and the Calendar: the event is planned, or dated after today.",
    ),
    mark("◊", &[], "alleged or rumoured", "In Lanes and the Calendar: the event is alleged or rumoured."),
    mark(
        "░",
        &["span", "claims"],
        "about; one event; up to the highest claim",
        "In Lanes: the date is approximate, and the end of the bar soft. In the Calendar: a day with one event. In Strikes: \
         the full bar reaches the lowest claim of those who counted the same strikes, the light part the highest. No mean \
         is drawn. In Shifts: past gaps of a length; the denser the sign, the more. In Encounters: one meeting of two sides. In Sources: the \
         events that are open.",
    ),
    mark(
        "▒",
        &[],
        "some time within; two events; alleged strikes",
        "In Lanes: the event was some time within the bar. In the Calendar: a day with two events. In Strikes: a bar of \
         strikes that are only alleged. In Encounters: two meetings of two sides. In Sources: the events that were both \
         confirmed and contradicted.",
    ),
    mark(
        "▓",
        &[],
        "three events or more; meetings; contradicted",
        "In the Calendar: a day with three events or more. In Encounters: three meetings of two sides or more. The legends \
         have the numbers. In Sources: the events that were contradicted later.",
    ),
    mark(
        "√",
        &["square root"],
        "the bars show the square root of the counts",
        "The bars show the square root of the counts, because one count would flatten all others. The number is the \
         largest count.",
    ),
    mark(
        "f n F",
        &["f", "n", "F", "first use", "negated", "1n", "2n"],
        "Language: first use of a term, negated, both",
        "In the view Language: f is the first use of the term by the actor in the whole store, n a use that the quotation \
         negates (no summit), F both. Where a column has one cell, the letter stands instead of the bar. 2n behind a \
         fraction: two uses are negated. What is dated after now is no use yet.",
    ),
    mark(
        "·",
        &["without", "not counted"],
        "a column with entries, but none of this",
        "In the view Language: quotations are logged in the week, but none has the term. In Strikes: strikes are logged, \
         but nobody gives this number. A blank column has no entry, which does not mean that nothing happened. In Positions: the actor spoke in the window, \
         but not on this claim. In Encounters: the two have no meeting among what is shown.",
    ),
    mark(
        "↑",
        &["..", "or more", "at least"],
        "650..: so many or more; ↑: the bar has no end",
        "650.. is a number with no upper end: 650 or more. 635 – 650 or more: one claimant says 635, another at least 650. In the view Strikes, ↑ stands on such a bar. Under an axis, \
         ↑ is the week of the cursor.",
    ),
    mark(
        "‹ ›",
        &["‹", "›"],
        "more weeks or uses beyond the edge; › the cursor",
        "Beside an axis or a strip: there is more before (‹) or behind (›) what is on the screen. - shows more of it. \
         Before a name, › is the cursor.",
    ),
    mark("▌", &["selected"], "the selected event", ""),
    mark(
        "═",
        &["focus"],
        "the pane that has the keys; in Lanes: it lasts",
        "As a line above a pane: the pane has the keys. In Lanes, as a bar: the event lasts from one end to the other; a \
         broken bar is that of what did not simply happen.",
    ),
    mark(
        "!",
        &["warning"],
        "a warning; in views: no independent source",
        "A warning, or problems in the store. In Positions, behind a letter, and in Encounters, behind a number (1!): \
         sources are cited, but none of them is independent and still valid.",
    ),
    Sign {
        group: Group::Grade,
        shown: "B2",
        also: &[],
        short: "a letter for the source, a digit for the news",
        full: "A grade: a letter for the source, a digit for the information.",
    },
    status("occurred", &[], "it happened", "The event happened. It is the status of events that show none."),
    status(
        "alleged",
        &["as alleged"],
        "only one side says that it happened",
        "One party says that it happened. Nobody independent confirms it.",
    ),
    status(
        "rumoured",
        &["as rumoured"],
        "unnamed sources say so",
        "Unnamed sources say that it will happen or has happened.",
    ),
    status("proposed", &[], "one side suggests it", "One side suggests it. The others have not agreed."),
    status(
        "scheduled",
        &["planned"],
        "announced for a date",
        "It was announced for a date. It is not known to have taken place.",
    ),
    status(
        "cancelled",
        &[],
        "it did not take place",
        "It was announced, then called off. It did not take place.",
    ),
    status(
        "future",
        &["dated in the future", "to come"],
        "dated after today",
        "The event is dated after today and has no other status.",
    ),
    status(
        "lapsed",
        &[],
        "planned, its date is past, no outcome is logged",
        "It was planned or rumoured, its date is past, and nothing in the log says that it took place.",
    ),
    word(
        "bold",
        &["briefable"],
        "B2 or better, with two independent roots",
        "A bold grade can be briefed as it is: B2 or better, reported by two independent roots, and neither alleged \
         nor rumoured.",
    ),
    word(
        "single source",
        &["single", "single-source", "only source"],
        "one independent root reports it",
        "One independent root reports the event, however many pages do. See `demarche explain roots`.",
    ),
    word(
        "independent root",
        &["independent", "independent roots", "independent source", "independent sources"],
        "a publisher that copies no other",
        "A source that copies no other one. Copies of a text and pages of one publisher count once. See `demarche \
         explain roots`.",
    ),
    word(
        "no independent source",
        &["no root"],
        "no source counts as a root",
        "Sources are cited, but none of them is an independent root. See `demarche explain roots`.",
    ),
    word("unsourced", &["no source"], "the event cites no source", ""),
    word(
        "hedged",
        &["reservation"],
        "with a reservation",
        "The speaker took the position with a reservation, such as \"I do not rule it out\".",
    ),
    word("affirms", &[], "says that it is so", "A position: the speaker says that the claim is true."),
    word(
        "denies",
        &["denied", "denied by"],
        "says that it is not so",
        "A position or link: the speaker says that it is not so.",
    ),
    word("supports", &[], "is for it", "A position: the speaker is for it."),
    word("opposes", &[], "is against it", "A position: the speaker is against it."),
    word("proposes", &[], "suggests it", "A position: the speaker suggests it."),
    word(
        "both sides",
        &[],
        "once for it, once against it",
        "The letter M in Positions: the actor is on record for the claim and against it, by one or several voices. If one \
         voice changed, both letters stand there: A→D.",
    ),
    word(
        "only another party reports it",
        &["reported by another party"],
        "no word of its own is logged",
        "The letter R in Positions: what the actor holds is known only from another party.",
    ),
    word(
        "too few",
        &["none settled"],
        "fewer than 5 settled events: no interval",
        "In Sources: fewer than five events of the outlet were either confirmed or contradicted later, so a share would say \
         nothing. The number of these is beside it. See `demarche explain sources`.",
    ),
    word(
        "├●┤",
        &["interval", "95 %"],
        "the confirmed share with its 95 % interval",
        "In Sources: of the events that were either confirmed or contradicted, the share of the confirmed (●) with its 95 % \
         interval, on a scale from 0 to 100 %.",
    ),
    word(
        "settled",
        &["of settled"],
        "either confirmed or contradicted, not both",
        "In Sources: the events of an outlet that were either confirmed or contradicted later, but not both.",
    ),
    word(
        "contradicted",
        &["contr"],
        "Sources: another account exists",
        "In Sources: a later event denies or contradicts it. Contradicted means that another account exists, not that the \
         outlet erred: a faithful report of what somebody wrongly said counts there too.",
    ),
    word(
        "confirmed",
        &["conf"],
        "a later event confirms it",
        "In Sources: a later event has a link `confirms` to it. Of a link: it says that the linked event is so.",
    ),
    word(
        "open",
        &[],
        "Sources: neither confirmed nor contradicted",
        "In Sources: no later event in the log confirms or contradicts it. Links are what the keeper of the log wrote: an \
         event without links is open, not true.",
    ),
    word(
        "both",
        &[],
        "Sources: confirmed and contradicted",
        "In Sources: one later event confirms it, another denies or contradicts it. It is not among the settled ones.",
    ),
    word(
        "copies",
        &["copy"],
        "pages that say that they copy another",
        "In Sources: pages of the outlet that say that they copy another, of all its pages. In Positions: events that repeat \
         what the same actor said. They are not counted again.",
    ),
    word(
        "archived",
        &["unarchived", "archive"],
        "pages with an archived copy",
        "In Sources: the pages of the outlet with an archived copy, of all its pages.",
    ),
    word(
        "roots",
        &["root"],
        "independent outlets to which its pages lead",
        "In Sources: the independent outlets to which the pages of an outlet lead. See `demarche explain roots`.",
    ),
    word(
        "alone",
        &["sole source"],
        "only this outlet or copies of it report it",
        "In Sources: the events that rest on the outlet alone. Only it is cited, or only copies of it.",
    ),
    word(
        "accuses",
        &[],
        "accuses somebody",
        "A stance: the speaker accuses somebody. It is no position on a claim.",
    ),
    word(
        "responds",
        &[],
        "an answer of no other kind",
        "A stance: an answer that is none of the others. It is no position on a claim.",
    ),
    word(
        "no comment",
        &["no-comment"],
        "neither a denial nor a confirmation",
        "The speaker declined to comment, which is neither a denial nor a confirmation.",
    ),
    word("responds to", &["answered by", "answer"], "an answer to the linked event", ""),
    word("confirms", &["confirmed by"], "says that the linked event is so", ""),
    word("asserts", &["asserted by"], "reports that the linked event happened", ""),
    word("follows", &["followed by"], "goes on from the linked event", ""),
    word("part of", &["has part"], "a part of the linked event", ""),
    word(
        "contradicts",
        &["contradicted by"],
        "both cannot be true",
        "A link: the two accounts cannot both be true. The link does not say which one is.",
    ),
    word("amplifies", &["amplified by"], "repeats the linked event", ""),
    word("supersedes", &["superseded by"], "replaces the linked event", ""),
    word("overtaken by", &["overtakes"], "a plan that the linked event made void", ""),
    word(
        "response time",
        &["lag", "median lag"],
        "from an event to the answer",
        "The time from an event to the answer. It is a span if the dates are known to the day. See `demarche explain \
         threads`.",
    ),
    word(
        "in advance",
        &["preemptive", "before"],
        "the answer is dated before what it answers",
        "The answer is dated before what it answers, so it has no response time.",
    ),
    word(
        "order uncertain",
        &["order"],
        "the dates do not show which came first",
        "The dates do not show which of the two events came first.",
    ),
    word("stated", &[], "a source states the link", ""),
    word(
        "inferred",
        &[],
        "the analyst concluded the link",
        "The link is the analyst's conclusion. No source states it.",
    ),
    word(
        "claimed",
        &["as claimed"],
        "only one side says so",
        "Only one side says so: of a link, that there is one; of a role, who it was.",
    ),
    word(
        "sequence",
        &["in sequence only"],
        "the link says only which came after which",
        "The link says only that one event came after the other.",
    ),
    word(
        "outside",
        &["outside the filter", "()"],
        "linked with the view, but not in it",
        "The event is not in the filtered view. It is shown because an event in the view is linked with it. In Positions, a \
         letter in brackets stands for utterances outside the filter.",
    ),
    word(
        "withdrawn",
        &[],
        "the publisher took it back",
        "The publisher took the source back. It is no root any more.",
    ),
    word(
        "corrected",
        &[],
        "the publisher changed it later",
        "The publisher corrected the source after it came out.",
    ),
    word(
        "assumed",
        &[],
        "known then, going by its own date",
        "Nothing says when the event became known, so its own date stands for it. See `demarche explain as-of`.",
    ),
    word(
        "burst",
        &["b"],
        "more events than usual for the view",
        "Many more events in a few days than is usual for the filtered view. In the view Shifts, b stands under the \
         weeks in which one begins.",
    ),
    word(
        "gap",
        &["g", "nothing logged"],
        "more days without an event than usual",
        "Many more days without an event than is usual for the filtered view. Nothing was logged. That does not mean \
         that nothing happened. In the view Shifts, g stands under the weeks in which one ends.",
    ),
    word(
        "now",
        &["after now", "still to come"],
        "the moment that is taken as the present",
        "The moment that is taken as the present: the clock's, or that of --now or --as-of. What is dated later has not happened: \
         Positions, Language, Strikes and Shifts count it apart.",
    ),
    word(
        "p",
        &["p-value", "chance"],
        "Shifts: how likely such a count is by chance",
        "In the view and report Shifts: how likely it is that the actor has at least this share of the week by chance, if \
         nothing had changed since the eight weeks before (Fisher's exact test). See `demarche explain shifts`.",
    ),
    word(
        "q",
        &["unusual", "not unusual", "false discovery rate"],
        "Shifts: p after all tests; up to 0.10 unusual",
        "In the view and report Shifts: the share of false finds among all that are at least as unlikely (false discovery \
         rate). Many pairs are tested, and some are unlikely by chance. A count is called unusual only if q is at most \
         0.10. See `demarche explain shifts`.",
    ),
    word(
        "so far",
        &["logged so far"],
        "Shifts: the week is not over",
        "In the view Shifts: the week is not over. It counts what is dated up to now, not what is planned for later days.",
    ),
    word(
        "TLP",
        &["red", "amber", "amber+strict", "green", "clear"],
        "who may read it (Traffic Light Protocol)",
        "Who may read the event, by the Traffic Light Protocol. See `demarche explain handling`.",
    ),
];
