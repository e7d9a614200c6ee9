//! Sheets to read and print, shown as on paper.

use leptos::html;
use leptos::prelude::*;

use crate::locale::Language;
use crate::report::{Block, Cell, Sheet};
use crate::ui::charts::svg;

/// A sheet as on paper, in its language.
pub fn paper(sheet: Sheet, language: Language) -> impl IntoView {
    view! {
        <article class="sheet" lang=language.tag() dir=language.direction()>
            <h2 class="sheet-title"><bdi>{sheet.title}</bdi></h2>
            {sheet.blocks.into_iter().map(block).collect_view()}
        </article>
    }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Lead(words) => view! { <p class="sheet-lead">{words}</p> }.into_any(),
        Block::Heading(words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Paragraph(words) => view! { <p>{words}</p> }.into_any(),
        Block::Picture { svg, words } => view! { <Picture svg=svg words=words /> }.into_any(),
        Block::Signatures(places) => view! {
            <div class="sheet-signatures">{places.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}</div>
        }
        .into_any(),
        Block::Table { caption, shows_caption, headings, rows } => {
            let head = headings.into_iter().map(|(words, is_number)| view! { <th scope="col" class:number=is_number>{words}</th> });
            let label = caption.clone();
            view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label=label>
                    <table class="plain-table">
                        <caption class:visually-hidden=!shows_caption>{caption}</caption>
                        <thead><tr>{head.collect_view()}</tr></thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
    }
}

fn row(cells: Vec<Cell>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let first = cells.next().map(|cell| match cell {
        Cell::Text(words) | Cell::Number(words) => view! { <th scope="row"><bdi>{words}</bdi></th> },
    });
    let rest = cells.map(|cell| {
        let is_word = cell.is_single_word();
        match cell {
            Cell::Text(words) => view! { <td class:nowrap=is_word><bdi>{words}</bdi></td> }.into_any(),
            Cell::Number(figure) => view! { <td class="number"><bdi dir="ltr">{figure}</bdi></td> }.into_any(),
        }
    });
    view! { <tr>{first}{rest.collect_view()}</tr> }
}

#[component]
fn Picture(svg: String, words: String) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            svg::put(&place, &svg);
        }
    });
    view! { <div class="sheet-picture" role="img" aria-label=words node_ref=place></div> }
}
