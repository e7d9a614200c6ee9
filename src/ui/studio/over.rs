//! What stands over the page: dialogs, with what they are asked of, and short messages.

use leptos::prelude::*;

use super::Studio;
use crate::domain::{AccountId, ScenarioId, TerritoryId};

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something went wrong.
    Error,
}

/// So many messages stand over the page at once; the oldest go first.
const MOST_NOTICES: usize = 3;

/// A short message over the page.
#[derive(Clone)]
pub struct Notice {
    /// Which; grows.
    pub number: u64,
    /// How grave.
    pub kind: NoticeKind,
    /// The words, in the language of the moment.
    pub words: String,
    /// What can be done about it, below the words; a click there ends the message.
    pub more: Option<ViewFn>,
    /// Since when it counts as shown, milliseconds of the clock: it leaves in its time wherever it is shown.
    pub since: f64,
}

/// A dialog over the page; at most one is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The command palette.
    Palette,
    /// Bringing customers in.
    Import,
    /// Balancing the scenario in sight.
    Balance,
    /// Designs to choose from, for the scenario in sight.
    Alternatives(AlternativesKind),
    /// Branching a scenario from another.
    NewScenario(ScenarioId),
    /// Naming a scenario.
    RenameScenario(ScenarioId),
    /// Editing a territory of the scenario in sight.
    EditTerritory(TerritoryId),
    /// Sellers who come and go, from a territory or from none.
    Churn(ChurnKind, Option<TerritoryId>),
    /// Editing an account.
    EditAccount(AccountId),
    /// Adding an account by hand.
    AddAccount,
    /// Where a figure comes from.
    Explain(Explanation),
    /// The keys that do something.
    Keys,
}

/// A change of who works which territories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChurnKind {
    /// A seller leaves.
    Leave,
    /// Sellers are hired.
    Hire,
    /// Two territories become one.
    Merge,
    /// A territory is halved.
    Split,
}

/// Which designs there are to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativesKind {
    /// Balance first, compact first, least change.
    Proposals,
    /// One for each limit on what changes hands.
    Curve,
    /// The best of a longer search.
    Longer,
}

/// Where a figure comes from, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the figure is.
    pub title: String,
    /// How it is computed and from what, one paragraph each.
    pub paragraphs: Vec<String>,
}

impl Studio {
    /// Shows a short message.
    pub fn notify(&self, kind: NoticeKind, words: impl Into<String>) {
        self.show(Notice { number: 0, kind, words: words.into(), more: None, since: 0.0 });
    }

    /// Shows a short message with what can be done about it. Called by the chunks alone: were it a step of [`Studio::notify`],
    /// the compiler would see what it is given, and the frame would bring that along.
    pub fn notify_with(&self, kind: NoticeKind, words: String, more: ViewFn) {
        self.show(Notice { number: 0, kind, words, more: Some(more), since: 0.0 });
    }

    /// Takes a message back before it is dismissed.
    pub fn take_back(&self, words: &str) {
        self.notices.update(|notices| notices.retain(|notice| notice.words != words));
    }

    #[inline(never)]
    fn show(&self, notice: Notice) {
        self.notices.update(|notices| {
            let number = notices.last().map_or(0, |notice| notice.number + 1);
            // The same said again is one message.
            notices.retain(|known| known.words != notice.words);
            notices.push(Notice { number, since: crate::browser::clock::now_milliseconds(), ..notice });
            let surplus = notices.len().saturating_sub(MOST_NOTICES);
            notices.drain(..surplus);
        });
    }
}
