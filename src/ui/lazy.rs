//! Parts of the screen that are loaded when they are first needed, so that the first visit waits for the frame alone.
//!
//! Each function under `chunks!` is a door to a chunk: a program of its own beside the app's, with all that only it
//! reaches. In release builds (feature `split`) `wasm_split` marks the doors and `.ci/build.mjs` cuts the program
//! there; in other builds the same functions are in the one program and opening a door takes no time. Code that the
//! frame reaches as well stays in the app's program: to keep a chunk large, reach what is in it through its door alone.

use std::cell::Cell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::map::own_map;
use super::pages::{account, alternatives, balance, compare, customers, import, method, pay, plan, quotas, sheets, territories};
use super::studio::{AlternativesKind, ChurnKind, OwnMapWorks, Studio};
use super::widgets::dialog::ModalDialog;
use crate::document::Document;
use crate::document::codec::PlanCodec;
use crate::document::neighbourhood::Neighbourhood;
use crate::document::results::RunningResults;
use crate::domain::{AccountId, TerritoryId};
use crate::locale::words::shell as words;

/// A page or a dialog in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What plans are read, written and worked with; nothing to see.
    Works,
    /// The page of territories, map and measures.
    Territories,
    /// Editing a territory.
    EditTerritory(TerritoryId),
    /// Sellers who come and go.
    Churn(ChurnKind, Option<TerritoryId>),
    /// The sheet of a territory, or all of them.
    Sheet(Option<TerritoryId>),
    /// The page of settings and people.
    Plan,
    /// How territories are judged and designed.
    Method,
    /// The page of customers.
    Customers,
    /// The page of quotas.
    Quotas,
    /// The page of pay.
    Pay,
    /// The page that compares scenarios.
    Compare,
    /// Editing an account.
    EditAccount(AccountId),
    /// Adding an account.
    AddAccount,
    /// The import wizard.
    Import,
    /// The dialog of balancing.
    Balance,
    /// The dialog of designs to choose from.
    Alternatives(AlternativesKind),
}

/// Makes each function a door to the chunk of that name, with a function that loads the chunk ahead.
macro_rules! chunks {
    ($($(#[$note:meta])* $chunk:ident: fn $load:ident, fn $open:ident($part:ident) $body:block)*) => {$(
        $(#[$note])*
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, preload($load), fallible)]
        fn $open($part: Part) -> Result<AnyView, SplitLoaderError> {
            bring_works();
            Ok($body)
        }

        $(#[$note])*
        #[cfg(not(feature = "split"))]
        async fn $open($part: Part) -> Result<AnyView, SplitLoaderError> {
            bring_works();
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $load() -> Result<(), SplitLoaderError> {
            Ok(())
        }
    )*};
}

thread_local! {
    /// The studio that [`bring`] brings works to.
    static BRINGING_FOR: Cell<Option<Studio>> = const { Cell::new(None) };
}

/// Loads what plans are read, written and worked with, which comes with the page that opens with a plan. Answers whether it
/// is there.
pub async fn bring(studio: Studio) -> bool {
    if studio.works.with_untracked(|works| works.codec.is_some()) {
        return true;
    }
    if Part::Works.load().await.is_err() {
        return false;
    }
    BRINGING_FOR.set(Some(studio));
    // The chunk is there: its door opens at the first push.
    let is_open = matches!(now(Part::Works.open().as_mut()), Some(Ok(_)));
    BRINGING_FOR.set(None);
    is_open
}

/// Gives the studio what the open plan is worked with. Called by the chunks alone: what only they name is in none but
/// them, and the frame reaches it through the studio.
fn bring_works() {
    // What is loaded for the session alone stands in no place of the screen, and has no studio from there.
    let studio = BRINGING_FOR.get().unwrap_or_else(Studio::get);
    if studio.works.with_untracked(|works| works.apply.is_some()) {
        return;
    }
    studio.works.update(|works| {
        works.neighbourhood = Some(Neighbourhood::new);
        works.results = Some(|| {
            let mut running = RunningResults::default();
            Box::new(move |plan, scenario, neighbourhood| running.follow(plan, scenario, neighbourhood))
        });
        works.codec = Some(PlanCodec::json());
        works.apply = Some(Document::apply);
        works.own_maps = Some(OwnMapWorks { write: own_map::write_file, remove_unused: own_map::remove_unused });
    });
}

chunks! {
    /// The page that opens with a plan, with the map and the charts.
    territories: fn load_territories, fn open_territories(part) {
        match part {
            Part::EditTerritory(territory) => view! { <territories::edit::EditTerritory territory=territory /> }.into_any(),
            Part::Churn(kind, territory) => view! { <territories::churn::ChurnDialog kind=kind territory=territory /> }.into_any(),
            Part::Sheet(territory) => view! { <sheets::SheetPage territory=territory /> }.into_any(),
            Part::Works => ().into_any(),
            _ => view! { <territories::TerritoriesPage /> }.into_any(),
        }
    }
    /// The other pages, and the dialogs of accounts.
    pages: fn load_pages, fn open_pages(part) {
        match part {
            Part::Plan => view! { <plan::PlanPage /> }.into_any(),
            Part::Compare => view! { <compare::ComparePage /> }.into_any(),
            Part::Method => view! { <method::MethodPage /> }.into_any(),
            Part::EditAccount(account) => view! { <account::AccountDialog account=account /> }.into_any(),
            Part::AddAccount => view! { <account::NewAccountDialog /> }.into_any(),
            _ => view! { <customers::CustomersPage /> }.into_any(),
        }
    }
    /// Quotas.
    quota_pages: fn load_quota_pages, fn open_quota_pages(part) {
        let _ = part;
        view! { <quotas::QuotasPage /> }.into_any()
    }
    /// Pay.
    pay_pages: fn load_pay_pages, fn open_pay_pages(part) {
        let _ = part;
        view! { <pay::PayPage /> }.into_any()
    }
    /// The large dialogs.
    wizards: fn load_wizards, fn open_wizards(part) {
        match part {
            Part::Balance => view! { <balance::BalanceDialog /> }.into_any(),
            Part::Alternatives(kind) => view! { <alternatives::AlternativesDialog kind=kind /> }.into_any(),
            _ => view! { <import::ImportDialog /> }.into_any(),
        }
    }
}

type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;
type Opening = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

impl Part {
    fn load(self) -> Loading {
        match self {
            Part::Works | Part::Territories | Part::EditTerritory(_) | Part::Churn(..) | Part::Sheet(_) => Box::pin(load_territories()),
            Part::Plan | Part::Customers | Part::Compare | Part::EditAccount(_) | Part::AddAccount | Part::Method => Box::pin(load_pages()),
            Part::Quotas => Box::pin(load_quota_pages()),
            Part::Pay => Box::pin(load_pay_pages()),
            Part::Import | Part::Balance | Part::Alternatives(_) => Box::pin(load_wizards()),
        }
    }

    fn open(self) -> Opening {
        match self {
            Part::Works | Part::Territories | Part::EditTerritory(_) | Part::Churn(..) | Part::Sheet(_) => Box::pin(open_territories(self)),
            Part::Plan | Part::Customers | Part::Compare | Part::EditAccount(_) | Part::AddAccount | Part::Method => {
                Box::pin(open_pages(self))
            }
            Part::Quotas => Box::pin(open_quota_pages(self)),
            Part::Pay => Box::pin(open_pay_pages(self)),
            Part::Import | Part::Balance | Part::Alternatives(_) => Box::pin(open_wizards(self)),
        }
    }

    fn is_page(self) -> bool {
        matches!(
            self,
            Part::Territories | Part::Quotas | Part::Pay | Part::Plan | Part::Customers | Part::Compare | Part::Sheet(_) | Part::Method
        )
    }

    /// The part, at once if its chunk is there, else as soon as it is.
    pub fn view(self) -> AnyView {
        // Built here and now, so that what it creates belongs to the place where it is shown.
        let mut loading = self.load();
        match now(loading.as_mut()) {
            Some(Ok(())) => self.loaded_view(),
            Some(Err(_)) => self.failed_view(),
            None => {
                let outcome = RwSignal::new(None);
                spawn_local(async move {
                    let is_loaded = loading.await.is_ok();
                    // A user who went elsewhere meanwhile took the signal along.
                    let _gone = outcome.try_set(Some(is_loaded));
                });
                (move || match outcome.get() {
                    None => self.waiting_view(),
                    Some(true) => untrack(move || self.loaded_view()),
                    Some(false) => self.failed_view(),
                })
                .into_any()
            }
        }
    }

    /// The part from a chunk that is there; its door then opens at the first push.
    fn loaded_view(self) -> AnyView {
        match now(self.open().as_mut()) {
            Some(Ok(view)) => view,
            Some(Err(_)) | None => self.failed_view(),
        }
    }

    fn waiting_view(self) -> AnyView {
        let studio = Studio::get();
        self.framed(studio.say(words::LOADING), view! { <p role="status" aria-busy="true">{studio.say(words::LOADING)}</p> }.into_any())
    }

    fn failed_view(self) -> AnyView {
        let studio = Studio::get();
        let reload = move |_| {
            // Refused only by a page that is going away.
            let _ = window().location().reload();
        };
        let told = view! {
            {self.is_page().then(|| view! { <h1>{studio.say(words::FAILED_TITLE)}</h1> })}
            <p role="alert">{studio.say(words::PART_FAILED)}</p>
            <button type="button" class="button main" on:click=reload>{studio.say(words::RELOAD)}</button>
        };
        self.framed(studio.say(words::FAILED_TITLE), told.into_any())
    }

    /// A short message where the part will be: a card for a page, a dialog for a dialog.
    fn framed(self, title: &'static str, told: AnyView) -> AnyView {
        if self.is_page() {
            return view! { <div class="card empty">{told}</div> }.into_any();
        }
        let studio = Studio::get();
        view! {
            <ModalDialog title=title on_close=Callback::new(move |()| studio.dialog.set(None))>
                <div class="dialog-body">{told}</div>
            </ModalDialog>
        }
        .into_any()
    }
}

/// What a future answers without waiting, if it does.
fn now<Output>(future: Pin<&mut dyn Future<Output = Output>>) -> Option<Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// Loads all chunks one after another, the likeliest first, so that nobody waits for one that is opened later.
pub fn load_ahead() {
    spawn_local(async {
        for part in [Part::Territories, Part::Customers, Part::Import, Part::Quotas, Part::Pay] {
            // Told when the part is opened, and tried again then.
            let _outcome = part.load().await;
        }
    });
}
