//! Event types: PLOVER's sixteen, our own for what politics does not cover, and the families
//! that share a lane and a colour.

use serde::{Deserialize, Serialize};

/// What kind of event. The first sixteen are PLOVER's (2021).
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[repr(u8)]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    Statement,
    Election,
    Appointment,
    Crime,
    Death,
    Disaster,
    Accident,
    Business,
    Science,
    Sport,
    Other,
}

impl EventType {
    /// Every type, in order.
    pub const ALL: [Self; 27] = {
        use EventType::*;
        [
            Agree,
            Consult,
            Support,
            Concede,
            Cooperate,
            Aid,
            Retreat,
            Request,
            Accuse,
            Reject,
            Threaten,
            Protest,
            Sanction,
            Mobilize,
            Coerce,
            Assault,
            Statement,
            Election,
            Appointment,
            Crime,
            Death,
            Disaster,
            Accident,
            Business,
            Science,
            Sport,
            Other,
        ]
    };

    /// The name in files ("CONSULT").
    #[must_use]
    pub fn code(self) -> &'static str {
        use EventType::*;
        match self {
            Agree => "AGREE",
            Consult => "CONSULT",
            Support => "SUPPORT",
            Concede => "CONCEDE",
            Cooperate => "COOPERATE",
            Aid => "AID",
            Retreat => "RETREAT",
            Request => "REQUEST",
            Accuse => "ACCUSE",
            Reject => "REJECT",
            Threaten => "THREATEN",
            Protest => "PROTEST",
            Sanction => "SANCTION",
            Mobilize => "MOBILIZE",
            Coerce => "COERCE",
            Assault => "ASSAULT",
            Statement => "STATEMENT",
            Election => "ELECTION",
            Appointment => "APPOINTMENT",
            Crime => "CRIME",
            Death => "DEATH",
            Disaster => "DISASTER",
            Accident => "ACCIDENT",
            Business => "BUSINESS",
            Science => "SCIENCE",
            Sport => "SPORT",
            Other => "OTHER",
        }
    }

    /// The name in the interface ("Consult").
    #[must_use]
    pub fn name(self) -> &'static str {
        use EventType::*;
        match self {
            Agree => "Agree",
            Consult => "Consult",
            Support => "Support",
            Concede => "Concede",
            Cooperate => "Cooperate",
            Aid => "Aid",
            Retreat => "Retreat",
            Request => "Request",
            Accuse => "Accuse",
            Reject => "Reject",
            Threaten => "Threaten",
            Protest => "Protest",
            Sanction => "Sanction",
            Mobilize => "Mobilize",
            Coerce => "Coerce",
            Assault => "Assault",
            Statement => "Statement",
            Election => "Election",
            Appointment => "Appointment",
            Crime => "Crime",
            Death => "Death",
            Disaster => "Disaster",
            Accident => "Accident",
            Business => "Business",
            Science => "Science",
            Sport => "Sport",
            Other => "Other",
        }
    }

    /// The type of that name in files.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// The family it belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        use EventType::*;
        match self {
            Agree | Consult => Family::Talks,
            Support | Concede | Cooperate | Aid | Retreat => Family::Cooperation,
            Statement | Request => Family::Statements,
            Accuse | Reject => Family::Disputes,
            Threaten | Sanction | Mobilize | Coerce | Protest => Family::Pressure,
            Assault | Crime => Family::Force,
            Election | Appointment | Business | Science | Sport => Family::Change,
            Death | Disaster | Accident => Family::Harm,
            Other => Family::Other,
        }
    }
}

/// Families of event types: one lane and one colour each.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Family {
    Talks,
    Cooperation,
    Statements,
    Disputes,
    Pressure,
    Force,
    Change,
    Harm,
    Other,
}

impl Family {
    /// Every family, in the order of the lanes.
    pub const ALL: [Self; 9] = [
        Self::Talks,
        Self::Cooperation,
        Self::Statements,
        Self::Disputes,
        Self::Pressure,
        Self::Force,
        Self::Change,
        Self::Harm,
        Self::Other,
    ];

    /// The name in the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Talks => "Talks",
            Self::Cooperation => "Cooperation",
            Self::Statements => "Statements",
            Self::Disputes => "Disputes",
            Self::Pressure => "Pressure",
            Self::Force => "Force",
            Self::Change => "Change",
            Self::Harm => "Harm",
            Self::Other => "Other",
        }
    }
}
