//! The last step: puts the rows into the plan as one change, remembers how the file was read, and says what came.

use std::time::Duration;

use leptos::prelude::*;

use super::state::Wizard;
use crate::document::{ChangeSummary, Command};
use crate::ui::route::Route;
use crate::ui::studio::NoticeKind;
use crate::wizard::{areas, remembered::Remembered, summary};

/// How long the screen gets to say that the import is under way.
const PAINT: Duration = Duration::from_millis(30);

/// Imports what was read, if it may go on.
pub fn import(wizard: Wizard) {
    set_timeout(
        move || {
            // The user may have stopped it meanwhile, or closed the dialog.
            if wizard.is_importing.try_get_untracked() == Some(true) {
                put(wizard);
            }
        },
        PAINT,
    );
}

fn put(wizard: Wizard) {
    let studio = wizard.studio;
    let Some(import) = wizard.take_import() else { return wizard.is_importing.set(false) };
    let Some(plan) = studio.plan.get_untracked() else { return wizard.is_importing.set(false) };
    if !import.fits(&plan) {
        // The plan was changed meanwhile, by an undo perhaps: the rows are read once more and then put into it.
        return wizard.reopen();
    }
    if let Some(preview) = wizard.preview.get_untracked() {
        let remembered = Remembered::of(&preview.options, &wizard.choices.get_untracked()).write();
        studio.session.remember(|preferences| preferences.remember_mapping(&preview.signature, remembered));
    }
    let detected = areas::settings_with_map(&plan.settings, wizard.country.get_untracked(), import.has_known_areas());
    drop(plan);
    let import = Command::PutImport(Box::new(import));
    // One step to undo: a map that shows the file's areas comes with them.
    let changed = studio.run(match detected {
        Some(settings) => Command::Together(vec![Command::ChangeSettings(settings), import]),
        None => import,
    });
    studio.dialog.set(None);
    if !matches!(studio.route.get_untracked(), Route::Customers | Route::Territories) {
        studio.go(Route::Customers);
    }
    if let Some(ChangeSummary::AccountsImported { counts, .. }) = changed {
        studio.notify(NoticeKind::Done, summary::after(counts, studio.language.get_untracked()));
    }
}
