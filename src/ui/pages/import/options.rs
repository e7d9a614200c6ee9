//! How the file is read: sheet and row of names in sight, what matters seldom behind one fold.

use leptos::prelude::*;

use super::choice::Choice;
use super::kinds::CountryNote;
use super::state::Wizard;
use crate::exchange::Field;
use crate::exchange::delimited::Delimiter;
use crate::exchange::encoding::TextEncoding;
use crate::exchange::header::HeaderChoice;
use crate::exchange::numbers::NumberStyle;
use crate::exchange::phrases::{delimiter_name, field_name};
use crate::exchange::protocol::{Preview, PreviewRow};
use crate::locale::text::stored;
use crate::locale::words::import as words;

/// How many rows may be chosen as the one of names, beyond those above the data.
const HEADER_ROWS_BELOW: usize = 5;

/// The choices.
#[component]
pub fn ReadingOptions(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let studio = wizard.studio;
    let sheets = memo(wizard, |preview| preview.sheets.clone());
    let is_text = memo(wizard, |preview| preview.encoding.is_some());
    let is_unsure = memo(wizard, |preview| preview.encoding.is_some_and(|encoding| !encoding.is_certain));
    // Names in the first row need no word; title rows above them, or no names at all, do.
    let is_header_plain =
        memo(wizard, |preview| preview.top_rows.len() == 1 && preview.header.choice == HeaderChoice::Row(preview.top_rows[0].number));
    // A country that was found out, or that nothing tells, is in sight; one that the plan names is not.
    let is_country_open = Memo::new(move |_| wizard.country_note.with(|note| *note != CountryNote::Nothing));
    view! {
        <div class="import-options">
            {move || (sheets.with(Vec::len) > 1).then(|| view! { <SheetChoice wizard=wizard sheets=sheets.get() /> })}
            <Show when=move || is_unsure.get()><EncodingChoice wizard=wizard /></Show>
            <Show when=move || !is_header_plain.get()><HeaderRowChoice wizard=wizard /></Show>
            <Show when=move || is_country_open.get()><super::country::CountryChoice wizard=wizard /></Show>
            <details class="import-more-options">
                <summary>{studio.say(words::READING_OPTIONS)}</summary>
                <div class="import-options">
                    <Show when=move || is_header_plain.get()><HeaderRowChoice wizard=wizard /></Show>
                    <Show when=move || is_text.get()>
                        <Show when=move || !is_unsure.get()><EncodingChoice wizard=wizard /></Show>
                        <DelimiterChoice wizard=wizard />
                    </Show>
                    <NumberStyles wizard=wizard />
                    <Show when=move || !is_country_open.get()><super::country::CountryChoice wizard=wizard /></Show>
                </div>
            </details>
        </div>
    }
}

/// A part of the preview, changing only when that part does.
fn memo<Part: Clone + Default + PartialEq + Send + Sync + 'static>(wizard: Wizard, part: fn(&Preview) -> Part) -> Memo<Part> {
    Memo::new(move |_| wizard.preview.with(|preview| preview.as_ref().map(|preview| part(preview)).unwrap_or_default()))
}

#[component]
fn SheetChoice(wizard: Wizard, sheets: Vec<String>) -> impl IntoView {
    let chosen = memo(wizard, |preview| preview.sheet.as_ref().and_then(|sheet| preview.sheets.iter().position(|known| known == sheet)));
    let labels = sheets.clone();
    let on_choose = Callback::new(move |index: usize| {
        let sheet = sheets.get(index).cloned();
        wizard.choose_table(move |choices| {
            choices.sheet = sheet;
            choices.header = None;
        });
    });
    view! { <Choice label=wizard.studio.say(words::SHEET) labels=labels chosen=chosen on_choose=on_choose /> }
}

#[component]
fn EncodingChoice(wizard: Wizard) -> impl IntoView {
    let chosen = memo(wizard, |preview| {
        preview.encoding.and_then(|encoding| TextEncoding::ALL.iter().position(|known| *known == encoding.encoding))
    });
    let labels = TextEncoding::ALL.iter().map(|encoding| encoding.name().to_owned()).collect();
    let on_choose = Callback::new(move |index: usize| {
        wizard.choose_table(move |choices| choices.encoding = TextEncoding::ALL.get(index).copied());
    });
    view! { <Choice label=wizard.studio.say(words::ENCODING) labels=labels chosen=chosen on_choose=on_choose /> }
}

#[component]
fn DelimiterChoice(wizard: Wizard) -> impl IntoView {
    let language = wizard.studio.language.get_untracked();
    let chosen =
        memo(wizard, |preview| preview.delimiter.and_then(|delimiter| Delimiter::ALL.iter().position(|known| *known == delimiter)));
    let labels = Delimiter::ALL.iter().map(|delimiter| delimiter_name(*delimiter).get(language).to_owned()).collect();
    let on_choose = Callback::new(move |index: usize| {
        wizard.choose_table(move |choices| {
            choices.delimiter = Delimiter::ALL.get(index).copied();
            choices.header = None;
        });
    });
    view! { <Choice label=wizard.studio.say(words::DELIMITER) labels=labels chosen=chosen on_choose=on_choose /> }
}

/// The rows that may name the columns: number and the first cells, with the letters that they are stored with.
fn header_candidates(preview: &Preview) -> Vec<(u32, String)> {
    let names = |row: &PreviewRow| {
        let cells: Vec<String> = row.cells.iter().filter(|cell| !cell.is_blank()).take(3).map(|cell| stored(cell.text().trim())).collect();
        cells.join(" · ")
    };
    let rows = preview.top_rows.iter().chain(preview.rows.iter().take(HEADER_ROWS_BELOW));
    rows.map(|row| (row.number, names(row))).collect()
}

#[component]
fn HeaderRowChoice(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let candidates = memo(wizard, header_candidates);
    let choice = memo(wizard, |preview| Some(preview.header.choice));
    move || {
        let candidates = candidates.get();
        let numbers: Vec<u32> = candidates.iter().map(|(number, _)| *number).collect();
        let mut labels = vec![studio.say(words::HEADER_NOWHERE).to_owned()];
        labels.extend(candidates.into_iter().map(|(number, names)| {
            studio.fill(words::HEADER_ROW_OPTION, &[("row", &studio.numbers().plain(i64::from(number))), ("names", &names)])
        }));
        let known = numbers.clone();
        let chosen = Signal::derive(move || match choice.get()? {
            HeaderChoice::Nowhere => Some(0),
            HeaderChoice::Row(number) => known.iter().position(|known| *known == number).map(|index| index + 1),
        });
        let on_choose = Callback::new(move |index: usize| {
            let header =
                index.checked_sub(1).and_then(|index| numbers.get(index).copied()).map_or(HeaderChoice::Nowhere, HeaderChoice::Row);
            wizard.choose_table(move |choices| choices.header = Some(header));
        });
        view! { <Choice label=studio.say(words::HEADER_ROW) labels=labels chosen=chosen on_choose=on_choose /> }
    }
}

/// One choice for each column of numbers that the file writes as text.
#[component]
fn NumberStyles(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let language = studio.language.get_untracked();
    let fields = memo(wizard, |preview| {
        let is_mapped = |field: &Field| field.is_number() && preview.options.mapping.column_of(*field).is_some();
        if preview.delimiter.is_none() { Vec::new() } else { Field::ALL.into_iter().filter(is_mapped).collect::<Vec<Field>>() }
    });
    let one = move |field: Field| {
        let label = studio.fill(words::NUMBERS_OF, &[("field", field_name(field).get(language))]);
        let chosen = Signal::derive(move || {
            let style = wizard.preview.with(|preview| preview.as_ref().map(|preview| preview.options.number_style(field)));
            NumberStyle::ALL.iter().position(|known| Some(*known) == style)
        });
        let on_choose = Callback::new(move |index: usize| {
            if let Some(style) = NumberStyle::ALL.get(index).copied() {
                wizard.choose(move |choices| {
                    choices.number_styles.insert(field, style);
                });
            }
        });
        let labels = NumberStyle::ALL.iter().map(|style| style.example().to_owned()).collect();
        view! { <Choice label=label labels=labels chosen=chosen on_choose=on_choose /> }
    };
    move || fields.get().into_iter().map(one).collect_view()
}
