//! The names of territories on the map: where they stand, and how they are written.

use web_sys::CanvasRenderingContext2d;

use super::{Frame, Painter};
use crate::cartography::labels::{LABEL_PADDING, LabelWish, PlacedLabel, place_labels, shortened};
use crate::locale::text::isolated;

/// Letters of a territory's name on the map.
const LABEL_LETTERS: usize = 22;
/// The height of a name's box, pixels.
const LABEL_HEIGHT: f64 = 20.0;
/// How far a name's halo may reach beyond its box, pixels.
const LABEL_HALO: f64 = 2.0;
/// Narrower maps show no names.
const LEAST_WIDTH_FOR_NAMES: f64 = 220.0;
/// Places that differ by less, in pixels, are one.
const PLACE_ROUNDING: f64 = 1e-2;
/// The font of names; their size is in the screen's pixels.
const LABEL_FONT: &str = "600 {size}px Vazirmatn, Tahoma, sans-serif";

/// A name on the map.
#[derive(Clone)]
pub struct DrawnName {
    /// Its territory, by its number in the scene.
    pub territory: usize,
    /// The name, isolated.
    pub words: String,
    /// Where, in pixels of the page.
    pub place: PlacedLabel,
}

impl DrawnName {
    /// Whether it is the same name, drawn in the same place but for rounding.
    pub(super) fn stands_as(&self, other: &DrawnName) -> bool {
        let (one, two) = (&self.place, &other.place);
        let edges = [(one.left, two.left), (one.top, two.top), (one.width, two.width), (one.height, two.height)];
        self.words == other.words && edges.iter().all(|(one, other)| (one - other).abs() < PLACE_ROUNDING)
    }

    /// The same name where it is after the map was moved, pixels of the page.
    pub(super) fn moved(mut self, (right, down): (f64, f64)) -> DrawnName {
        self.place.left += right;
        self.place.top += down;
        self
    }
}

impl Painter {
    /// The edges of a name with its halo, in the screen's pixels.
    pub(super) fn box_of(&self, name: &DrawnName) -> (f64, f64, f64, f64) {
        let place = name.place;
        let edge = |length: f64| length * self.ratio;
        (
            edge(place.left - LABEL_HALO),
            edge(place.top - LABEL_HALO),
            edge(place.left + place.width + LABEL_HALO),
            edge(place.top + place.height + LABEL_HALO),
        )
    }

    pub(super) fn place_names(&mut self, frame: &Frame) {
        self.names.clear();
        let viewport = frame.viewport;
        if viewport.width < LEAST_WIDTH_FOR_NAMES {
            return;
        }
        self.take_font(&self.ground_context);
        let mut words = Vec::new();
        let mut wishes = Vec::new();
        for (index, territory) in frame.scene.territories.iter().enumerate() {
            let Some(place) = territory.label_place else { continue };
            // Isolated, so that a name in another direction keeps its marks in place.
            let name = isolated(&shortened(&territory.name, LABEL_LETTERS));
            let width = self.width_of(&name) / self.ratio + LABEL_PADDING;
            let (x, y) = viewport.screen_from_world(place);
            wishes.push(LabelWish { x, y, width, height: LABEL_HEIGHT, importance: territory.accounts });
            words.push((index, name));
        }
        let placed = place_labels(&wishes, viewport.width, viewport.height, frame.covered);
        let names = words.into_iter().zip(placed);
        self.names = names.filter_map(|((territory, words), place)| Some(DrawnName { territory, words, place: place? })).collect();
    }

    pub(super) fn take_font(&self, context: &CanvasRenderingContext2d) {
        context.set_font(&LABEL_FONT.replace("{size}", &(12.0 * self.ratio).to_string()));
        context.set_text_align("center");
        context.set_text_baseline("middle");
        context.set_line_join("round");
        context.set_line_width(3.5 * self.ratio);
    }

    fn width_of(&mut self, name: &str) -> f64 {
        if let Some(width) = self.label_widths.get(name) {
            return *width;
        }
        let width = self.ground_context.measure_text(name).map_or(0.0, |metrics| metrics.width());
        self.label_widths.insert(name.to_owned(), width);
        width
    }

    pub(super) fn write(&self, context: &CanvasRenderingContext2d, name: &DrawnName, halo: &str, ink: &str) {
        let place = name.place;
        let (x, y) = ((place.left + place.width / 2.0) * self.ratio, (place.top + place.height / 2.0) * self.ratio);
        context.set_stroke_style_str(halo);
        context.set_fill_style_str(ink);
        // Text at finite coordinates is always drawn.
        let _ = context.stroke_text(&name.words, x, y);
        let _ = context.fill_text(&name.words, x, y);
    }
}
