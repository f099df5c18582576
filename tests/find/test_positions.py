"""Positions found in sentences of an invented conflict between Tavria and Morvania."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.pages import PROFILE, analysis

from parley.find.base import Analysis
from parley.find.positions.finder import Positions
from parley.find.statements import Statements
from parley.profiles import State, load_profile
from parley.records import STANCES, actor_id
from parley.spans import reproduces

STATES = (
    *PROFILE.states,
    State("Oruvia", "XOR", ("Oruvian",), ("Tessary",), ("the Winter House",), "Oruvia", "mediator"),
)
PEACE = dataclasses.replace(load_profile("peace"), states=STATES, name="fiction")
NAMES = {actor_id("state", state.name): state.name for state in STATES}


def positions(text, published=None):
    page = analysis(text, PEACE, published)
    found = {**page.found, "statements": tuple(Statements().find(page))}
    return list(Positions().find(Analysis(page.document, page.passages, page.profile, found)))


def told(text):
    """(party, stance, issue, content) of each position."""
    return [(NAMES.get(p.party, p.party), p.stance, p.issue, p.content) for p in positions(text)]


CASES = {
    # what a side is said to say
    "demanded": (
        "Ostrel demanded that Morvania withdraw its troops from the Tern valley.",
        [("Tavria", "demands", "territory", "Morvania withdraw its troops from the Tern valley")],
    ),
    "must": (
        "Morvania must return all prisoners, Tavrian foreign minister Lena Ostrava said.",
        [("Tavria", "demands", "prisoners", "Morvania must return all prisoners")],
    ),
    "insistence": (
        "Tavrian President Lena Ostrava repeated her insistence that Tavria must receive "
        "robust security guarantees.",
        [("Tavria", "demands", "security_guarantees", "Tavria must receive robust security guarantees")],
    ),
    "would not tolerate": (
        "Velm has said it would not tolerate Oruvian peacekeepers on Morvanian soil.",
        [
            (
                "Morvania",
                "rejects",
                "peacekeepers",
                "it would not tolerate Oruvian peacekeepers on Morvanian soil",
            )
        ],
    ),
    "ready": (
        "Morvanian envoy Piet Vance said Velm was ready to exchange all prisoners.",
        [("Morvania", "open_to", "prisoners", "to exchange all prisoners")],
    ),
    "is prepared": (
        "Tavria is prepared to discuss a ceasefire, its foreign minister said.",
        [("Tavria", "open_to", "ceasefire", "to discuss a ceasefire")],
    ),
    "we": (
        "“We will not give up any territory,” Tavrian President Lena Ostrava said.",
        [("Tavria", "rejects", "territory", "“We will not give up any territory,”")],
    ),
    "unacceptable": (
        "The Citadel said the deployment of foreign troops was unacceptable.",
        [("Tavria", "rejects", "peacekeepers", "the deployment of foreign troops was unacceptable")],
    ),
    "only if": (
        "The Rotunda said it would agree to a ceasefire only if Tavria lifted its blockade.",
        [("Morvania", "conditions", "ceasefire", "a ceasefire only if Tavria lifted its blockade")],
    ),
    "depend": (
        "Oruvian minister Ana Weber said the lifting of sanctions on Morvania would depend on the truce.",
        [
            (
                "Oruvia",
                "conditions",
                "sanctions",
                "the lifting of sanctions on Morvania would depend on the truce",
            )
        ],
    ),
    "told by another": (
        "Oruvian President Ana Weber said Velm had agreed to halt strikes on power stations for a week.",
        [("Morvania", "accepts", "energy_infrastructure", "to halt strikes on power stations for a week")],
    ),
    # the outlet's own sentences
    "wants": (
        "Velm wants Ostrel to pull its troops from the whole region.",
        [("Morvania", "demands", "territory", "Ostrel to pull its troops from the whole region")],
    ),
    "ruled out": (
        "Tavria has ruled out giving up land.",
        [("Tavria", "rejects", "territory", "giving up land")],
    ),
    "refused to": (
        "Morvania has refused to sign a ceasefire unless Oruvia drops its sanctions.",
        [("Morvania", "conditions", "ceasefire", "to sign a ceasefire unless Oruvia drops its sanctions")],
    ),
    "passive": (
        "A proposal to freeze the front line was rejected by Ostrel.",
        [("Tavria", "rejects", "territory", "A proposal to freeze the front line")],
    ),
    "rejected the demand to limit its army": (
        "Tavria rejected the demand to limit its army.",
        [("Tavria", "rejects", "military_limits", "the demand to limit its army")],
    ),
    "and whose demand it was": (
        "Tavria rejected Morvania's demand to limit its army.",
        [
            ("Tavria", "rejects", "military_limits", "Morvania's demand to limit its army"),
            ("Morvania", "demands", "military_limits", "to limit its army"),
        ],
    ),
    "does not rule out": (
        "Velm does not rule out a ceasefire.",
        [("Morvania", "open_to", "ceasefire", "a ceasefire")],
    ),
    "refused to rule out": (
        "Oruvia refused to rule out new sanctions.",
        [("Oruvia", "open_to", "sanctions", "new sanctions")],
    ),
    "insistence on": (
        "The talks stalled over Morvania's insistence on keeping the territory it has seized.",
        [("Morvania", "demands", "territory", "keeping the territory it has seized")],
    ),
    "its refusal": (
        "Velm was criticised for its refusal to return the abducted children.",
        [("Morvania", "rejects", "civilians_children", "to return the abducted children")],
    ),
    "threats of": (
        "The meeting came amid Oruvian threats of sanctions on Morvanian oil.",
        [("Oruvia", "threatens", "sanctions", "sanctions on Morvanian oil")],
    ),
    "favoured": (
        "Tavria favoured any format of talks.",
        [("Tavria", "open_to", "process", "any format of talks")],
    ),
    "pressure": (
        "Oruvia urged both sides to resume talks.",
        [("Oruvia", "urges", "process", "to resume talks")],
    ),
    "a plan calling for": (
        "Oruvia presented a plan calling for a ceasefire and the withdrawal of all troops.",
        [
            ("Oruvia", "urges", "ceasefire", "a ceasefire"),
            ("Oruvia", "urges", "territory", "the withdrawal of all troops"),
        ],
    ),
    "what a plan holds": (
        "Oruvia's 12-point plan leaked on Monday, reportedly involving a cap on Tavria's "
        "army. It also suggested that Tavria should cede territory.",
        [
            ("Oruvia", "proposes", "military_limits", "a cap on Tavria's army"),
            ("Oruvia", "proposes", "territory", "Tavria should cede territory"),
        ],
    ),
    "a list": (
        "Tavria called for the release of all prisoners, the return of abducted children "
        "and an end to the blockade of its ports.",
        [
            ("Tavria", "urges", "prisoners", "the release of all prisoners"),
            ("Tavria", "urges", "civilians_children", "the return of abducted children"),
            ("Tavria", "urges", "embargo", "an end to the blockade of its ports"),
        ],
    ),
    "given up": (
        "Oruvia dropped its threat of sanctions on Morvania.",
        [("Oruvia", "threatens", "sanctions", "sanctions on Morvania")],
    ),
    "not ready": (
        "Velm said it was not ready to accept a ceasefire.",
        [("Morvania", "rejects", "ceasefire", "to accept a ceasefire")],
    ),
    "no longer": (
        "Tavria is no longer willing to cede territory.",
        [("Tavria", "rejects", "territory", "to cede territory")],
    ),
    "won't": (
        "Ostrel says it won't cede territory.",
        [("Tavria", "rejects", "territory", "it won't cede territory")],
    ),
    "without": (
        "Tavria said it would not sign a deal without security guarantees from its allies.",
        [
            (
                "Tavria",
                "conditions",
                "security_guarantees",
                "it would not sign a deal without security guarantees from its allies",
            )
        ],
    ),
    "until": (
        "Velm says it will not release the hostages until Tavria ends the war.",
        [
            (
                "Morvania",
                "conditions",
                "prisoners",
                "it will not release the hostages until Tavria ends the war",
            )
        ],
    ),
    "called unacceptable": (
        "The Rotunda called the deployment of Oruvian troops unacceptable.",
        [("Morvania", "rejects", "peacekeepers", "the deployment of Oruvian troops")],
    ),
    "made clear": (
        "The Rotunda has made clear that it will not accept foreign troops.",
        [("Morvania", "rejects", "peacekeepers", "it will not accept foreign troops")],
    ),
    "the demand is": (
        "Velm's key demand is that Tavria never join the alliance.",
        [("Morvania", "demands", "alliance_membership", "Tavria never join the alliance")],
    ),
    "conditions include": (
        "Velm's conditions include the lifting of sanctions.",
        [("Morvania", "demands", "sanctions", "the lifting of sanctions")],
    ),
    "a deadline": (
        "Oruvia has given Tavria and Morvania a June deadline to reach a peace agreement.",
        [("Oruvia", "demands", "process", "to reach a peace agreement")],
    ),
    "offered somebody something": (
        "Oruvia has offered Tavria security guarantees.",
        [("Oruvia", "offers", "security_guarantees", "security guarantees")],
    ),
    "threatened somebody with something": (
        "Oruvia threatened Morvania with new sanctions.",
        [("Oruvia", "threatens", "sanctions", "new sanctions")],
    ),
    "agreed, of one": (
        "Tavria has agreed to a ceasefire of 30 days.",
        [("Tavria", "accepts", "ceasefire", "a ceasefire of 30 days")],
    ),
    "will only": (
        "Velm will only agree to a ceasefire if Tavria lifts its blockade.",
        [("Morvania", "conditions", "ceasefire", "a ceasefire if Tavria lifts its blockade")],
    ),
    "vowed an end to an accord": (
        "The Citadel vowed that the agreement will be terminated if Morvania does not change its terms.",
        [
            (
                "Tavria",
                "threatens",
                "process",
                "the agreement will be terminated if Morvania does not change its terms",
            )
        ],
    ),
    "promised to stop": (
        "The Citadel promised to stop attacks on Morvanian ports.",
        [("Tavria", "offers", "ceasefire", "to stop attacks on Morvanian ports")],
    ),
    "vowed to fight": (
        "The Citadel has vowed to keep fighting.",
        [("Tavria", "threatens", "ceasefire", "to keep fighting")],
    ),
    "in quotation marks": (
        "Tavrian President Lena Ostrava is “open” to a ceasefire, her office said.",
        [("Tavria", "open_to", "ceasefire", "a ceasefire")],
    ),
    "leads, and called for": (
        "Tavrian minister Lena Ostrava, who led the delegation, called for a ceasefire.",
        [("Tavria", "urges", "ceasefire", "a ceasefire")],
    ),
    "a list of gerunds": (
        "Velm demanded a ban on Tavria joining the alliance, limiting Tavria's army and ending military support.",
        [
            ("Morvania", "demands", "alliance_membership", "a ban on Tavria joining the alliance"),
            ("Morvania", "demands", "military_limits", "limiting Tavria's army"),
            ("Morvania", "demands", "military_support", "ending military support"),
        ],
    ),
    "only if, of a thing": (
        "Tavria's foreign minister said a deal could be reached only if the root causes of the war were removed.",
        [
            (
                "Tavria",
                "conditions",
                "root_causes",
                "a deal could be reached only if the root causes of the war were removed",
            )
        ],
    ),
    "depended": (
        "The Citadel said any settlement depended on the removal of the root causes.",
        [
            (
                "Tavria",
                "conditions",
                "root_causes",
                "any settlement depended on the removal of the root causes",
            )
        ],
    ),
    "terms and a colon": (
        "The Rotunda set out its terms: Tavria must withdraw its troops from the valley.",
        [("Morvania", "demands", "territory", "Tavria must withdraw its troops from the valley")],
    ),
    "needs": (
        "Tavrian President Lena Ostrava said Tavria needed more weapons.",
        [("Tavria", "demands", "military_support", "more weapons")],
    ),
    "insists, subjunctive": (
        "Velm insists Tavria abandon its wish to join the alliance.",
        [("Morvania", "demands", "alliance_membership", "Tavria abandon its wish to join the alliance")],
    ),
    "but": (
        "Velm is open to discussing a ceasefire but angry.",
        [("Morvania", "open_to", "ceasefire", "discussing a ceasefire")],
    ),
    "denied that it seeks": (
        "Velm denies that it is seeking to build nuclear weapons.",
        [("Morvania", "rejects", "nuclear_program", "to build nuclear weapons")],
    ),
    "denied an intention": (
        "Morvania denied any intention to build nuclear weapons.",
        [("Morvania", "denies", "nuclear_program", "any intention to build nuclear weapons")],
    ),
    # what is pointed back to
    "this condition": (
        "The Rotunda has demanded that Tavria withdraw from the Tern valley. Ostrel has "
        "firmly rejected this condition.",
        [
            ("Morvania", "demands", "territory", "Tavria withdraw from the Tern valley"),
            ("Tavria", "rejects", "territory", "this condition"),
        ],
    ),
    "such terms": (
        "Velm says any settlement must include Tavria ceding the valley. Ostrel has "
        "rejected such terms, ruling out any withdrawal of its forces.",
        [
            ("Morvania", "demands", "territory", "any settlement must include Tavria ceding the valley"),
            ("Tavria", "rejects", "territory", "such terms"),
            ("Tavria", "rejects", "territory", "any withdrawal of its forces"),
        ],
    ),
    "ruled that out": (
        "Oruvia proposed a summit of the leaders. Velm ruled that out.",
        [
            ("Oruvia", "proposes", "leaders_summit", "a summit of the leaders"),
            ("Morvania", "rejects", "leaders_summit", "that"),
        ],
    ),
    "a proposal T has rejected": (
        "Oruvia offered to send peacekeepers – a proposal Morvania has so far flatly rejected.",
        [
            ("Oruvia", "offers", "peacekeepers", "to send peacekeepers"),
            ("Morvania", "rejects", "peacekeepers", "a proposal Morvania has so far flatly rejected"),
        ],
    ),
    "it will attend": (
        "Oruvia has proposed holding the next round of talks in Tessary. Tavria has "
        "confirmed it will attend.",
        [
            ("Oruvia", "proposes", "process", "holding the next round of talks in Tessary"),
            ("Tavria", "accepts", "process", "it will attend"),
        ],
    ),
    "which T has rejected": (
        "Velm wants Ostrel to cede the valley, a demand Tavria has rejected.",
        [
            ("Morvania", "demands", "territory", "Ostrel to cede the valley"),
            ("Tavria", "rejects", "territory", "a demand Tavria has rejected"),
        ],
    ),
}

CASES |= {
    "content ends where the writer explains": (
        "Tavria rejects a ceasefire: the army says that it gains ground.",
        [("Tavria", "rejects", "ceasefire", "a ceasefire")],
    ),
    "content ends at a source in brackets": (
        "Tavria has refused to sign a ceasefire with Morvania (Velm Herald, 2 June).",
        [("Tavria", "rejects", "ceasefire", "to sign a ceasefire with Morvania")],
    ),
    "nothing less": (
        "Tavria will accept nothing less than a full ceasefire, the Citadel said.",
        [("Tavria", "demands", "ceasefire", "a full ceasefire")],
    ),
    "a list up to what another wants": (
        "Left open were Tavria's demand for a full ceasefire and Morvanian calls for sanctions.",
        [
            ("Tavria", "demands", "ceasefire", "a full ceasefire"),
            ("Morvania", "urges", "sanctions", "sanctions"),
        ],
    ),
    "about what it is, not on what terms": (
        "Tavria has agreed to a ceasefire provided Morvania withdraws its troops.",
        [("Tavria", "accepts", "ceasefire", "a ceasefire provided Morvania withdraws its troops")],
    ),
    "up to how it is sold": (
        "They know how much Tavria wants a ceasefire and how it is being sold as a success.",
        [("Tavria", "demands", "ceasefire", "a ceasefire")],
    ),
    "up to what the writer makes of it": (
        "Tavria declined to send a team to the talks, in an indication that it goes its own way.",
        [("Tavria", "rejects", "process", "to send a team to the talks")],
    ),
    "up to what went on meanwhile": (
        "Tavria threatened to end the ceasefire, as the currency slid amid the tension.",
        [("Tavria", "threatens", "ceasefire", "to end the ceasefire")],
    ),
    "up to what else somebody said": (
        "Tavria rejected a ceasefire and, pushing for the release of all prisoners and saying time was short, left.",
        [
            ("Tavria", "rejects", "ceasefire", "a ceasefire"),
            ("Tavria", "urges", "prisoners", "the release of all prisoners"),
        ],
    ),
    "without the time that opens behind it": (
        "Tavria has agreed to a 12-hour ceasefire in Ostrel starting on Saturday morning.",
        [("Tavria", "accepts", "ceasefire", "a 12-hour ceasefire in Ostrel")],
    ),
    "past the time of a participle": (
        "Tavria wants sanctions imposed in May on its banks removed before it will sign a deal.",
        [("Tavria", "demands", "sanctions", "sanctions imposed in May on its banks removed")],
    ),
    "an adjective that waits for its noun": (
        "“We will not supply short or medium-range missiles,” Tavrian foreign minister Lena Ostrava said.",
        [
            (
                "Tavria",
                "rejects",
                "military_support",
                "“We will not supply short or medium-range missiles,”",
            )
        ],
    ),
    "an adjective that is a noun": (
        "Tavria proposed a cap on the Morvanian military and a freeze on alliance membership.",
        [
            ("Tavria", "proposes", "military_limits", "a cap on the Morvanian military"),
            ("Tavria", "proposes", "alliance_membership", "a freeze on alliance membership"),
        ],
    ),
    "a quotation is one": (
        "Tavria urged both to resume talks on the basis that “the sovereignty, autonomy and security of all are kept”.",
        [
            ("Tavria", "urges", "process", "to resume talks"),
            (
                "Tavria",
                "urges",
                "territory",
                "“the sovereignty, autonomy and security of all are kept”",
            ),
        ],
    ),
    "what is denied goes no further": (
        "Tavria denied that Morvania had broken the truce and said Tavria was still willing to release the prisoners.",
        [("Tavria", "open_to", "prisoners", "to release the prisoners")],
    ),
    "not as what it is refused": (
        "Tavria rejected the ceasefire proposal as favouring Morvanian interests.",
        [("Tavria", "rejects", "ceasefire", "the ceasefire proposal")],
    ),
    "a noun's content up to the verb": (
        "Details of the Tavrian commitment to comply with that ceasefire are much less known.",
        [("Tavria", "offers", "verification", "to comply with that ceasefire")],
    ),
    "blows are no offers": (
        "Morvania vowed to fight back, announcing it would increase tariffs on Tavrian goods.",
        [("Morvania", "threatens", "tariffs", "it would increase tariffs on Tavrian goods")],
    ),
    "a response is one": (
        "Tavrian lawmakers vowed that they would respond with a law requiring more enrichment of uranium.",
        [
            (
                "Tavria",
                "threatens",
                "nuclear_program",
                "they would respond with a law requiring more enrichment of uranium",
            )
        ],
    ),
    "an answer is none": (
        "Tavria promised that it would respond to the ceasefire proposal.",
        [("Tavria", "offers", "ceasefire", "it would respond to the ceasefire proposal")],
    ),
    "up to what another did": (
        "When Tavria accepted a ceasefire proposal and Morvania rejected it, prices fell.",
        [
            ("Tavria", "accepts", "ceasefire", "a ceasefire proposal"),
            ("Morvania", "rejects", "ceasefire", "it"),
        ],
    ),
    "warned against": (
        "Tavria warned against signing a ceasefire with Morvania.",
        [("Tavria", "rejects", "ceasefire", "signing a ceasefire with Morvania")],
    ),
    "what somebody is to do, whole": (
        "Tavria wants Morvania to halt attacks and lift restrictions on trade and movement in and out of the region.",
        [
            (
                "Tavria",
                "demands",
                "ceasefire",
                "Morvania to halt attacks and lift restrictions on trade and movement in and out of the region",
            )
        ],
    ),
    "without the day behind it": (
        "The Citadel called for an immediate ceasefire Monday.",
        [("Tavria", "urges", "ceasefire", "an immediate ceasefire")],
    ),
    "without how often": (
        "Tavria accepted a full ceasefire three times.",
        [("Tavria", "accepts", "ceasefire", "a full ceasefire")],
    ),
    "past the time of a clause inside": (
        "Tavria called for sanctions like those that kicked in earlier this year.",
        [("Tavria", "urges", "sanctions", "sanctions like those that kicked in earlier this year")],
    ),
    "a date is no sentence's end": (
        "Tavria urged Morvania to sign the ceasefire by Dec. 31 at the latest.",
        [("Tavria", "urges", "ceasefire", "to sign the ceasefire by Dec. 31 at the latest")],
    ),
    "what is resumed against somebody": (
        "Tavria declared that it would resume reprocessing plutonium.",
        [("Tavria", "threatens", "nuclear_program", "it would resume reprocessing plutonium")],
    ),
    "a proposal's content up to its verb": (
        "“Tavria's proposal for an unconditional ceasefire has been on the table for months,” said Lena Ostrava.",
        [("Tavria", "proposes", "ceasefire", "an unconditional ceasefire")],
    ),
    "with the clause that it is tied to": (
        "Morvania repeated its threats to resume the enrichment of uranium if Tavria leaves the accord.",
        [
            (
                "Morvania",
                "threatens",
                "nuclear_program",
                "to resume the enrichment of uranium if Tavria leaves the accord",
            )
        ],
    ),
    "without what is warned of meanwhile": (
        "Tavria expressed its willingness to comply with the ceasefire while warning Morvania not to test it.",
        [("Tavria", "open_to", "verification", "to comply with the ceasefire")],
    ),
    "without what went along": (
        "Tavria went its own way, rejecting a full ceasefire and posing a challenge to decades of custom.",
        [("Tavria", "rejects", "ceasefire", "a full ceasefire")],
    ),
    "without who tells it": (
        "They agreed on it in exchange for a pledge from Morvania that its land would be free, the Ledger reported.",
        [("Morvania", "offers", "territory", "its land would be free")],
    ),
    "other goods are no member": (
        "Tavria has threatened a 25 percent tariff on soybeans and other Morvanian agricultural products.",
        [
            (
                "Tavria",
                "threatens",
                "tariffs",
                "a 25 percent tariff on soybeans and other Morvanian agricultural products",
            )
        ],
    ),
    "without a mark that closes what it does not open": (
        "Tavrian President Lena Ostrava said Tavria wants “an unconditional ceasefire now.”",
        [("Tavria", "demands", "ceasefire", "an unconditional ceasefire now")],
    ),
    "a clause below that opens what is said": (
        "“While we will not accept a ceasefire, the drills are of old,” Tavrian minister Lena Ostrava said.",
        [("Tavria", "rejects", "ceasefire", "we will not accept a ceasefire")],
    ),
    "not as what another takes it for": (
        "Tavria dismissed Morvania's call for an unconditional ceasefire as the latest ploy to win time.",
        [
            ("Morvania", "urges", "ceasefire", "an unconditional ceasefire"),
            ("Tavria", "rejects", "ceasefire", "Morvania's call for an unconditional ceasefire"),
        ],
    ),
    "whose verb is nearest": (
        "Tavria maintains maximalist demands while Morvania shows willingness to accept a ceasefire.",
        [("Morvania", "open_to", "ceasefire", "to accept a ceasefire")],
    ),
    "talks resumed are no blow": (
        "Tavria promised that it would resume talks on the ceasefire.",
        [("Tavria", "offers", "ceasefire", "it would resume talks on the ceasefire")],
    ),
}
NONE = {
    "what one does not think": "Ana Weber said she doesn't think Tavria will offer a ceasefire.",
    "what drafts demand": "Lena Ostrava of Tavria said drafts condemning Velm and demanding a ceasefire have failed.",
    "somebody else in one's words": "Ana Weber met Lena Ostrava of Tavria. “He wants a ceasefire now,” Ostrava said.",
    "a law": "Tavrian law calls for a ceasefire on each of its holidays.",
    "what another claims": "Tavria had lifted the sanctions, but Ana Weber left, claiming it would not accept a truce.",
    "what was tried": "Tavria sought to cast the ceasefire as a humanitarian step.",
    "vital to something": "Tavrian minister Lena Ostrava argued that the ceasefire was vital to global security.",
    "what somebody doubts": "“I am not entirely convinced that Tavria is ready for a ceasefire,” Dana Roe said.",
    "what is far from certain": "It is far from certain that Morvania is ready to release the prisoners.",
    "little hope": "Tavria repeated its denials that it has the weapons and held out little hope for a ceasefire.",
    "what one does oneself": "Morvania says that its attacks are necessary to give it a stronger hand in the talks.",
    "a taunt": "Tavria dismissed the Morvanian taunt that it has no army to enforce a ceasefire.",
    "a claim": "Tavria rejected the claim that it had broken the ceasefire.",
    "leaving a table": "Tavria threatened to pull out over what it saw as confrontational remarks.",
    "no issue of the profile": "Tavria wants better weather.",
    "an analyst": "Tavria must cede territory, said Ana Weber, an analyst at Ostrel University.",
    "observers": "Observers urged Tavria to accept a ceasefire.",
    "a journalist": "Tavria must accept a ceasefire, wrote columnist Piet Vance.",
    "a company": "Tern Shipping demanded an end to the blockade.",
    "what may be": "Tavria may demand security guarantees.",
    "what is not demanded": "Tavria did not demand a ceasefire.",
    "a hope for nothing in particular": "Tavria hopes for progress in the talks.",
    "what two sides agree on": "Tavria and Morvania agreed to exchange 300 prisoners.",
    "an assertion": "Tavria insists that the ceasefire is holding.",
    "a need as the outlet sees it": "Tavria needs more weapons.",
    "an accusation denied": "Morvania denied striking power stations.",
    "a sentence below a condition": "Talks will go on until Tavria is ready to accept a ceasefire.",
    "a state's public": "People in Tavria demanded a ceasefire.",
    "a chamber of a state": "The chamber of bakers in Tavria urged both sides to accept a ceasefire.",
    "a trifle": "Tavria offered no details of the ceasefire.",
    "something to say": "Tavria refused to comment on the ceasefire.",
    "in doubt": "The attack raised doubts about Morvania's willingness to accept a ceasefire.",
    "a condition of the writer": "If Tavria demands a ceasefire, Velm is lost.",
    "what did not come": "The summit did not yield commitments from Morvania to return prisoners.",
    "reports of it": "Reports that Tavria had agreed to a ceasefire were wrong.",
    "what is to be prevented": "Peace must last, so that Tavria never again attacks Morvania or rejects a ceasefire.",
    "a phrase before the verb": "Getting the sides to agree to a deal with Tavria requires a ceasefire.",
    "the speaker's own": "Ana Weber said that the Tern Front had to leave, and urged an immediate ceasefire.",
    "a body called opposition": "It was a place for the Tavrian opposition to honour the ceasefire.",
    "what somebody expected to be rejected": "He expected a plan, like resuming a ceasefire, to be rejected by Tavria.",
    "a name that a side prefers": "He used the term Tavria prefers to describe the ceasefire in the valley.",
    "a threat that grows": "With the Tavrian threat growing, troops tested a missile on the front line.",
    "a former official": "Former Tavrian president Lena Ostrava said Tavria must cede territory.",
}


@pytest.mark.parametrize("name", CASES)
def test_positions_are_told_with_their_side_stance_issue_and_words(name):
    text, wanted = CASES[name]
    assert sorted(told(text)) == sorted(wanted)


@pytest.mark.parametrize("name", NONE)
def test_no_position_is_told(name):
    assert told(NONE[name]) == []


def test_every_position_rests_on_words_of_its_page_that_hold_side_and_content():
    text = "Velm wants Ostrel to cede the valley. The Citadel said it would never give up land."
    for p in positions(text):
        assert all(reproduces(e, text) for e in p.evidence)
        assert p.stance in STANCES
        quotes = {(e.start, e.end) for e in p.evidence}
        assert set(p.content_spans) <= quotes
    first, second = positions(text)
    assert "Velm" in {e.quote for e in first.evidence}
    assert "The Citadel" in {e.quote for e in second.evidence}


def test_what_a_pointer_means_is_evidence_too():
    text = "Velm wants Ostrel to cede the valley. Ostrel rejected this demand."
    rejected = positions(text)[1]
    assert "Ostrel to cede the valley" in {e.quote for e in rejected.evidence}
    assert rejected.content == "this demand"


def test_conditions_and_who_is_asked():
    (p,) = positions("The Rotunda said it would accept a ceasefire only if Tavria lifted its blockade.")
    assert (p.stance, p.conditions) == ("conditions", "Tavria lifted its blockade")
    (p,) = positions("Velm wants Ostrel to cede the valley.")
    assert NAMES[p.towards] == "Tavria"


@pytest.mark.parametrize(
    "text",
    [
        "Tavria, which wants to join the Northern Alliance if it can, left the hall.",
        "Tavria wants to extend the ceasefire if possible.",
        "Tavria wants to extend the ceasefire if need be.",
    ],
)
def test_what_is_done_if_it_can_be_has_no_condition(text):
    (p,) = positions(text)
    assert (p.stance, p.conditions) == ("demands", None)


def test_a_condition_of_what_is_asked_for_is_none_of_the_side():
    (p,) = positions("Tavria wants a ceasefire with limits that, if violated, would lead to war.")
    assert (p.content, p.conditions) == ("a ceasefire with limits", None)


def test_what_one_provides_is_no_condition():
    (p,) = positions("Morvania has agreed to release 53 prisoners from a list provided by Tavria.")
    assert (p.stance, p.conditions) == ("accepts", None)


def test_a_position_in_a_statement_names_it_and_who_voiced_it():
    text = "“Morvania must return all prisoners,” Tavrian foreign minister Lena Ostrava said on 2 June 2031."
    (p,) = positions(text, "2031-06-03")
    assert p.statement_id is not None
    assert p.holder is not None
    assert p.holder.name == "Lena Ostrava"
    assert p.date.edtf == "2031-06-02"


def test_the_outlet_s_own_sentence_has_no_statement_and_the_date_of_its_clause():
    (p,) = positions("On Monday Tavria ruled out giving up land.", "2031-06-04")
    assert p.date.edtf == "2031-06-02"
    (p,) = positions("Velm wants Ostrel to cede the valley.", "2031-06-04")
    assert (p.statement_id, p.holder) == (None, None)
    assert (p.date.earliest, p.date.latest) == (None, "2031-06-04")


def test_a_position_told_twice_is_kept_where_it_is_told_most_fully():
    text = "Velm wants Ostrel to cede the valley. Velm has demanded that Ostrel cede the valley by the end of June."
    (p,) = positions(text)
    assert p.content == "Ostrel cede the valley by the end of June"


def test_a_ministry_known_by_its_name_alone_speaks_for_its_state():
    (p,) = positions("The State Department urged Tavria to accept a ceasefire.")
    assert p.party == actor_id("state", "United States")


def test_a_profile_without_issues_has_no_positions():
    page = analysis("Velm wants Ostrel to cede the valley.")
    found = {**page.found, "statements": ()}
    assert list(Positions().find(Analysis(page.document, page.passages, PROFILE, found))) == []


def test_somebody_whose_state_the_page_leaves_out_stands_for_none():
    assert told("Ana Weber called for a ceasefire.") == []
    (p,) = told("Tavrian President Lena Ostrava arrived. Ostrava called for a ceasefire.")
    assert p[:3] == ("Tavria", "urges", "ceasefire")


def test_groups_of_states_are_sides_as_printed():
    assert told("European allies have offered to send peacekeepers.") == [
        ("European allies", "offers", "peacekeepers", "to send peacekeepers")
    ]


WORDS = (
    "Tavria", "Velm", "Ostrel", "Weber", "it", "they", "we", "said", "wants", "wanted", "rejected", "rule", "out",
    "to", "that", "a", "the", "this", "such", "demand", "proposal", "plan", "terms", "ceasefire", "troops", "sanctions",
    "only", "if", "unless", "without", "and", "as", "well", "or", "but", "not", "will", "won't", "must", "should", "be",
    "is", "ready", "open", "called", "unacceptable", "red", "line", "on", "for", "with", "by", "of", "which", "who",
    "has", "have", "been", "agreed", "threatened", "calling", "including", "offered", "give", "up", "made", "clear",
    "talks", "between", "deadline", ",", ".", ":", ";", "-", "–", "“", "”", '"', "(", ")", "[", "1", "]", "2031", "s",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_are_read_and_every_position_is_in_them(words):
    text = " ".join(words)
    for p in positions(text):
        assert all(reproduces(e, text) for e in p.evidence)
        assert p.issue in {issue.id for issue in PEACE.issues}
        assert p.content.strip()


@pytest.mark.parametrize(
    "text",
    [
        "As Morvania disarms, Tavria can agree to lift the sanctions over time, considering a pullout of its troops.",
        "The Tavrian official requested anonymity in order to explain the truce.",
        "Morvania said its nuclear program was necessary to avoid an attack.",
        "Tavria drafted a resolution at the UN Security Council which called for an end to the fighting.",
    ],
)
def test_what_takes_no_stand(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavria said a ceasefire is necessary to start talks, and officials are pleased with it.",
            "a ceasefire is necessary to start talks",
        ),
        (
            "Tavrian President Lena Ostrava told of her demand for a ceasefire because the war had cost too much.",
            "a ceasefire",
        ),
        (
            "Commentators are describing Tavria's refusal to order a ceasefire as deliberate sabotage.",
            "to order a ceasefire",
        ),
        (
            "Tavrian President Lena Ostrava stressed that Morvania must accept a ceasefire [Ana Weber/Ledger]",
            "Morvania must accept a ceasefire",
        ),
    ],
)
def test_content_ends_where_the_writer_goes_on(text, content):
    assert [p.content for p in positions(f"President Lena Ostrava of Tavria spoke.\n{text}")] == [content]


def test_who_refuses_a_proposal_does_not_voice_it():
    found = positions("Morvania has rejected a Tavrian proposal for an immediate 30-day ceasefire.")
    assert {NAMES[p.party]: p.holder and p.holder.name for p in found} == {
        "Morvania": "Morvania",
        "Tavria": None,
    }


def test_a_relative_clause_does_not_say_what_it_is_about():
    text = "Tavria wants the destruction of the tunnels that have led fighters into the territory."
    assert [p.issue for p in positions(text)] != ["territory"]


def test_a_year_inside_what_is_wanted_is_not_that_of_the_demand():
    (found,) = positions("Tavria is seeking an end to a blockade imposed by Morvania in 2029.", "2031-06-05")
    assert found.date.edtf == "../2031-06-05"


def test_whose_a_noun_is_in_a_clause_of_its_own():
    text = "With Morvania signalling its openness to a ceasefire, President Lena Ostrava of Tavria cannot look weak."
    assert [party for party, *_ in told(text)] == ["Morvania"]


def test_who_is_a_threat_by_its_arms_does_not_threaten_with_them():
    assert told("Tavria threatens Morvania with its nuclear missiles.") == []
    assert [stance for _, stance, *_ in told("Tavria threatens Morvania with sanctions.")] == ["threatens"]


def test_a_second_verb_of_a_clause_below_has_its_subject():
    text = (
        "President Lena Ostrava of Tavria announced her decision, even though Morvania approved the ceasefire but "
        "urged her to sign it by May."
    )
    assert ("Morvania", "urges") in [(party, stance) for party, stance, *_ in told(text)]
    assert ("Tavria", "urges") not in [(party, stance) for party, stance, *_ in told(text)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Morvania demanded that Tavria withdraw its troops.", "Tavria"),
        ("Morvania rejected a Tavrian proposal for a ceasefire.", "Tavria"),
        ("Morvania rejected a ceasefire proposal put forward by Tavria.", "Tavria"),
        ("Morvania called for more sanctions on Tavria.", "Tavria"),
        ("Morvania said it would not accept a ceasefire until Tavria withdrew.", "Tavria"),
        ("Morvania called for a ceasefire after Tavria left the talks.", None),
        ("Morvania is ready for a ceasefire in Tavria.", None),
        ("Morvania demanded that Tavrian issues be settled in ceasefire talks.", None),
        ("Morvania proposed new ceasefire talks on Tavria.", None),
        ("Morvania agreed to a ceasefire that envoys had drafted with Tavria.", None),
    ],
)
def test_who_only_stands_in_the_content_is_not_asked(text, side):
    assert told_towards(text)[0] == side


def told_towards(text):
    return [p.towards and NAMES[p.towards] for p in positions(text)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ostrel said it would withdraw from the ceasefire agreement.", "threatens"),
        ("Ostrel said it would withdraw its troops from the Tern valley.", "offers"),
        ("Tavria said it remained committed to the ceasefire.", "accepts"),
        ("Tavria has pledged to extend the ceasefire.", "offers"),
    ],
)
def test_what_leaves_or_keeps_an_agreement_is_no_offer(text, stance):
    assert [s for _, s, _, _ in told(text)] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "The minute Tavria agrees to a ceasefire, Morvania's allies will come to Velm.",
        "That means Tavria has accepted a ceasefire, an analyst said.",
        "Aides felt Tavria was seeking a ceasefire.",
        "Lenders might be bought off with Tavrian promises to extend the ceasefire.",
    ],
)
def test_what_is_only_thought_or_to_come_first_is_no_position(text):
    assert [row for row in told(text) if row[0] == "Tavria"] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Tavria called for a ceasefire during the Harbour Assembly, which met on Monday.", "a ceasefire"),
        (
            "Tavria agreed to halt the strikes for 30 days in a phone call with Lena Vey.",
            "to halt the strikes for 30 days",
        ),
        ("Tavria agreed to a ceasefire, with Velm and Rill laying out a plan for it.", "a ceasefire"),
        ("Tavria demanded a ceasefire, despite the risk that it would not hold.", "a ceasefire"),
        ("Tavria demanded a ceasefire just 48 hours after Morvania left.", "a ceasefire"),
        ("Tavria demanded a ceasefire, after Morvania shelled the port.", "a ceasefire"),
    ],
)
def test_where_and_why_it_was_said_is_no_content(text, content):
    assert told(text)[0][3] == content


def test_if_behind_a_question_is_no_condition():
    (p,) = positions("Velm asked Ostrel to examine if the ceasefire held.")
    assert p.conditions is None


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Tavria is ready to use force if the ceasefire fails.", "threatens"),
        ("Tavria is willing to apply maximum pressure until there is a ceasefire.", "threatens"),
        ("Tavria is considering imposing further sanctions on Morvania.", "open_to"),
        ("Tavria is ready to extend the ceasefire.", "open_to"),
    ],
)
def test_who_is_ready_for_a_blow_threatens(text, stance):
    assert [s for _, s, _, _ in told(text)] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Velm insisted the Tavrians want a ceasefire.",
        "Morvania must leave before Tavria agrees to a ceasefire.",
        "A deal could be done, as long as Tavria is prepared to accept a ceasefire.",
        "The door is open, provided Tavria agreed to a ceasefire.",
        "Tavria has given no indication it is willing to accept a ceasefire.",
        "Tavria declined to confirm whether there was a ceasefire.",
        "Tavria has called a press conference to discuss the ceasefire.",
        "Tavria's siege is threatening food security and the truce.",
        "Tavria backed Lena Ostrava during her war over the Tern valley.",
    ],
)
def test_what_is_open_or_no_stance_is_no_position(text):
    assert [row for row in told(text) if row[0] == "Tavria"] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavria urged Velm to keep the ceasefire, including over a dinner in Rill.",
            "to keep the ceasefire",
        ),
        ("Tavria agreed to keep the ceasefire as Morvania was arming the rebels.", "to keep the ceasefire"),
        ("Tavria refused to accept the ceasefire because of its doubts.", "to accept the ceasefire"),
        ("Tavria pressed for a lasting ceasefire ahead of its own talks with Velm.", "a lasting ceasefire"),
        ("Tavria pressed Velm to keep the ceasefire and also lobbied for talks.", "to keep the ceasefire"),
        ("Tavria offered Velm ceasefires more than 30 times.", "ceasefires"),
        ("Tavria promised the council it would keep the ceasefire.", "it would keep the ceasefire"),
        ("Tavria remains open to trade talks with Morvania.", "trade talks with Morvania"),
        (
            "Tavria urged Velm to release prisoners and captured soldiers.",
            "to release prisoners and captured soldiers",
        ),
        (
            "Tavria pressed Velm to withdraw its troops as soon as the truce took hold.",
            "to withdraw its troops as soon as the truce took hold",
        ),
    ],
)
def test_what_went_along_with_a_stance_is_no_content(text, content):
    assert told(text)[0][3] == content


def test_the_price_of_a_deed_to_come_is_no_offer_yet():
    priced = "Tavria {} its sanctions in exchange for a promise from Velm to accept the ceasefire."
    assert {p for p, *_ in told(priced.format("offered to lift"))} == {"Tavria"}
    assert "Morvania" in {p for p, *_ in told(priced.format("lifted"))}


def test_what_a_side_wants_to_do_in_return_it_offers():
    text = (
        "Tavrian President Ana Lorn said that she wanted {} to release prisoners in return for a ceasefire."
    )
    assert [row[:2] for row in told(text.format("Tavria"))] == [("Tavria", "offers")]
    assert [row[:2] for row in told(text.format("Morvania"))] == [("Tavria", "demands")]


def test_what_a_deed_is_for_is_not_what_it_is_about():
    (row,) = told("Tavria proposed talks in a bid to get the sanctions lifted.")
    assert row[2] == "process"


def test_what_an_agreement_should_bring_about_is_no_demand():
    said = "Tavrian Foreign Minister Lena Ostrava said that the agreement should {} the ceasefire."
    assert told(said.format("strengthen")) == []
    assert [row[1] for row in told(said.format("include"))] == ["demands"]


@pytest.mark.parametrize(
    "text",
    [
        "Tavria is ready to meet Morvanian representatives next month.",
        "Tavria demanded that Morvanian forces leave four districts before any ceasefire.",
        "Tavria insisted on the withdrawal of Morvanian troops from the Tern valley.",
        "Tavria ruled out a ceasefire unless Morvanian troops begin to leave the Tern valley.",
    ],
)
def test_a_force_or_an_envoy_of_a_side_is_asked_as_that_side(text):
    assert told_towards(text) == ["Morvania"]


def test_a_name_may_end_a_line_without_a_full_stop():
    assert told("Tavria said it supports Lena Ostrava") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Tavria has rejected such demands on prisoners in the past.", "such demands on prisoners"),
        ("Tavria has agreed to limit its missiles many times already.", "to limit its missiles"),
        ("Tavria has sought a truce with Morvania for more than twenty years.", "a truce with Morvania"),
        ("Tavria has insisted on a truce since the Weber administration.", "a truce"),
        ("Tavria has rejected the security guarantees, however.", "the security guarantees"),
        (
            "Tavria has demanded the release of all prisoners held since 2014.",
            "the release of all prisoners held since 2014",
        ),
        ("Tavria has offered a truce for three months.", "a truce for three months"),
    ],
)
def test_how_long_a_stance_is_held_is_no_part_of_it(text, content):
    assert [p.content for p in positions(text)] == [content]


def test_a_willingness_that_is_doubted_is_none():
    assert positions("Morvania has long doubted Tavria's willingness to accept a truce.") == []


@pytest.mark.parametrize(
    ("text", "towards"),
    [
        ("Tavria agreed to allow Morvania to bring home all prisoners.", None),
        ("Tavria said it would not allow Morvania to keep its prisoners.", "Morvania"),
    ],
)
def test_who_is_allowed_something_is_asked_nothing(text, towards):
    (found,) = positions(text)
    assert NAMES.get(found.towards) == towards
