//! The map as a picture in a file.

use leptos::prelude::*;

use super::state::MapState;
use super::theme::Colours;
use super::words as phrases;
use crate::cartography::labels::{PlacedLabel, shortened};
use crate::cartography::picture::{LegendLine, LegendMark, MapPicture};
use crate::locale::words::map as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, drawn_territory_colour};
use crate::ui::picture::{Picture, download_png, download_svg};
use crate::ui::session;

fn picture(map: &MapState) -> Option<Picture> {
    let studio = map.studio;
    let plan = studio.plan.get_untracked()?;
    let scenario = studio.scenario.get_untracked()?;
    let scene = map.scene.get_untracked();
    let stage = document().document_element()?;
    let outlines = map.shown.with_untracked(|shown| shown.outlines.clone());
    let (in_sight, viewport) = (map.viewport.get_untracked(), map.pictured());
    // Names keep their places on the ground.
    let moved = |label: &PlacedLabel| {
        let middle = in_sight.world_from_screen(label.left + label.width / 2.0, label.top + label.height / 2.0);
        let (x, y) = viewport.screen_from_world(middle);
        PlacedLabel { left: x - label.width / 2.0, top: y - label.height / 2.0, ..*label }
    };
    let labels: Vec<(PlacedLabel, String)> = map.labels.with_value(|labels| {
        labels.iter().filter_map(|(index, place)| Some((moved(place), shortened(&scene.territories.get(*index)?.name, 22)))).collect()
    });
    let theme = studio.theme.get_untracked();
    let entry = |colour: &str, name: &str, count: usize| LegendLine {
        mark: LegendMark::Swatch(colour.to_owned()),
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
    if scene.has_rings() {
        legend.push(LegendLine { mark: LegendMark::Ring, words: studio.say(words::MOVED_MARK).to_owned() });
    } else if let Some(many) = phrases::moved_many(map) {
        legend.push(LegendLine { mark: LegendMark::Nothing, words: many });
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
        viewport,
        scene: &scene,
        outlines: outlines.as_deref(),
        colour_of: &colour_of,
        labels: &labels,
        legend: &legend,
        colours: &colours,
        has_rings: scene.has_rings(),
        is_right_to_left: studio.language.get_untracked().direction() == "rtl",
    };
    let (width, height) = picture.size();
    let file_stem = session::file_stem(&studio.fill(words::PICTURE_NAME, &[("plan", &plan.name), ("scenario", &scenario_name)]));
    Some(Picture { file_stem, svg: picture.to_svg(), width, height })
}

/// Hands the map out as an SVG file.
pub fn save_svg(map: &MapState) {
    if let Some(picture) = picture(map) {
        download_svg(map.studio, &picture);
    }
}

/// Hands the map out as a PNG file.
pub fn save_png(map: &MapState) {
    if let Some(picture) = picture(map) {
        download_png(map.studio, picture);
    }
}
