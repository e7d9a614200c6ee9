//! The map as a picture in a file: SVG as the engine writes it, or PNG painted from it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::state::MapState;
use super::theme::Colours;
use super::words as phrases;
use crate::browser::error_words;
use crate::cartography::labels::{PlacedLabel, shortened};
use crate::cartography::picture::{LegendLine, MapPicture};
use crate::locale::words::map as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, drawn_territory_colour};
use crate::ui::session;
use crate::ui::studio::NoticeKind;

/// Pixels of a PNG for each pixel on screen.
const PNG_DENSITY: f64 = 2.0;

struct Picture {
    file_stem: String,
    svg: String,
    width: f64,
    height: f64,
}

fn picture(map: &MapState) -> Option<Picture> {
    let studio = map.studio;
    let plan = studio.plan.get_untracked()?;
    let scenario = studio.scenario.get_untracked()?;
    let scene = map.scene.get_untracked();
    let stage = document().document_element()?;
    let outlines = map.shown.with_untracked(|shown| shown.outlines.clone());
    let labels: Vec<(PlacedLabel, String)> = map.labels.with_value(|labels| {
        labels.iter().filter_map(|(index, place)| Some((*place, shortened(&scene.territories.get(*index)?.name, 22)))).collect()
    });
    let theme = studio.theme.get_untracked();
    let entry = |colour: &str, name: &str, count: usize| LegendLine {
        colour: Some(colour.to_owned()),
        words: format!("{name} ({})", studio.numbers().count(count)),
    };
    let mut legend: Vec<LegendLine> = scene
        .territories
        .iter()
        .map(|territory| entry(drawn_territory_colour(territory.colour_index, theme), &territory.name, territory.accounts))
        .collect();
    if scene.unassigned > 0 {
        legend.push(entry(UNASSIGNED_COLOUR, studio.say(words::UNASSIGNED), scene.unassigned));
    }
    if scene.moved > 0 {
        legend.push(LegendLine { colour: None, words: studio.say(words::MOVED_MARK).to_owned() });
    }
    let scenario_name = studio.scenario_name(&scenario);
    let subtitle = match phrases::size_line(map, map.sized_by.get_untracked()) {
        Some(size) => format!("{scenario_name} · {size}"),
        None => scenario_name.clone(),
    };
    let colour_of = |territory: Option<usize>| MapState::drawn_colour_of(&scene, territory, theme).to_owned();
    let colours = Colours::of(&stage).picture();
    let picture = MapPicture {
        title: &plan.name,
        subtitle: &subtitle,
        viewport: map.viewport.get_untracked(),
        scene: &scene,
        outlines: outlines.as_deref(),
        colour_of: &colour_of,
        labels: &labels,
        legend: &legend,
        colours: &colours,
        is_right_to_left: studio.language.get_untracked().direction() == "rtl",
    };
    let (width, height) = picture.size();
    let file_stem = session::file_stem(&studio.fill(words::PICTURE_NAME, &[("plan", &plan.name), ("scenario", &scenario_name)]));
    Some(Picture { file_stem, svg: picture.to_svg(), width, height })
}

/// Hands the map out as an SVG file.
pub fn save_svg(map: &MapState) {
    if let Some(picture) = picture(map) {
        session::download(map.studio, &format!("{}.svg", picture.file_stem), "image/svg+xml", picture.svg.as_bytes());
    }
}

/// Hands the map out as a PNG file.
pub fn save_png(map: &MapState) {
    let studio = map.studio;
    let Some(picture) = picture(map) else { return };
    spawn_local(async move {
        match painted(&picture).await {
            Ok(bytes) => session::download(studio, &format!("{}.png", picture.file_stem), "image/png", &bytes),
            Err(error) => studio.notify(NoticeKind::Error, studio.fill(words::SAVE_FAILED, &[("why", &error_words(&error))])),
        }
    });
}

async fn painted(picture: &Picture) -> Result<Vec<u8>, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&JsValue::from_str(&picture.svg));
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)?;
    let outcome = paint(&address, picture).await;
    Url::revoke_object_url(&address)?;
    outcome
}

async fn paint(address: &str, picture: &Picture) -> Result<Vec<u8>, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    let (width, height) = (picture.width * PNG_DENSITY, picture.height * PNG_DENSITY);
    canvas.set_width(width.ceil() as u32);
    canvas.set_height(height.ceil() as u32);
    let context = canvas.get_context("2d")?.ok_or_else(|| JsValue::from_str("no canvas"))?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // A rejected promise carries the refusal on.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    let blob: Blob = JsFuture::from(made).await?.dyn_into()?;
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
