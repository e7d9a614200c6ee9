//! Draws the map on its canvas: land, points, names, and what is being drawn over it. Called at most once a
//! frame, and only when something changed.

mod land;
mod names;

use std::collections::{BTreeSet, HashMap};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement};

pub use super::areas::Areas;
use super::repaint::Drawn;
use super::sprites::{SpriteKind, Sprites};
use super::state::Drawing;
use super::theme::Colours;
use crate::cartography::labels::PlacedLabel;
use crate::cartography::{Outlines, Scene, Viewport, WorldPoint};
use crate::domain::AccountId;
use crate::ui::shared::Shared;
use crate::ui::studio::Theme;
use land::Land;
pub use names::DrawnName;

/// What one frame shows.
pub struct Frame<'a> {
    /// What is in sight.
    pub viewport: Viewport,
    /// The points.
    pub scene: &'a Scene,
    /// The land.
    pub outlines: Option<&'a Shared<Outlines>>,
    /// The theme of the colours.
    pub theme: Theme,
    /// What is selected.
    pub selection: &'a BTreeSet<AccountId>,
    /// The account that has a mark of its own: under the pointer or reached by keys.
    pub marked: Option<AccountId>,
    /// Accounts that are pointed out from elsewhere on the page; they have the same mark.
    pub pointed_out: &'a BTreeSet<AccountId>,
    /// What is being drawn.
    pub drawing: &'a Drawing,
    /// Boxes that names keep clear of.
    pub covered: &'a [PlacedLabel],
    /// Areas, when they are shown in the colours of their territories.
    pub areas: Option<&'a Areas>,
    /// The ends of links across gaps.
    pub bridges: &'a [[WorldPoint; 2]],
}

/// Draws on one canvas.
pub struct Painter {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    ratio: f64,
    colours: Colours,
    sprites: Sprites,
    land: Option<Land>,
    label_widths: HashMap<String, f64>,
    /// Land, points and names as they were drawn last; what moves over them is drawn on a copy.
    ground: HtmlCanvasElement,
    ground_context: CanvasRenderingContext2d,
    names: Vec<DrawnName>,
    /// What the ground shows; none before the first frame and when it must be drawn whole.
    drawn: Option<Drawn>,
    /// For each pixel, how far the uppermost point in its middle reaches.
    reaches: Vec<u16>,
}

impl Painter {
    /// A painter for a canvas; `None` when the browser refuses it.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Painter> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let ground: HtmlCanvasElement = leptos::prelude::document().create_element("canvas").ok()?.dyn_into().ok()?;
        let ground_context = ground.get_context("2d").ok()??.dyn_into().ok()?;
        let colours = Colours::of(&canvas);
        Some(Painter {
            canvas,
            context,
            ratio: 1.0,
            colours,
            sprites: Sprites::new()?,
            land: None,
            label_widths: HashMap::new(),
            ground,
            ground_context,
            names: Vec::new(),
            drawn: None,
            reaches: Vec::new(),
        })
    }

    /// Fits the canvas to its place: CSS pixels, and the screen's pixels a CSS pixel.
    pub fn resize(&mut self, width: f64, height: f64, ratio: f64) {
        for canvas in [&self.canvas, &self.ground] {
            canvas.set_width((width * ratio).round().max(1.0) as u32);
            canvas.set_height((height * ratio).round().max(1.0) as u32);
        }
        self.drawn = None;
        if (ratio - self.ratio).abs() > 1e-6 {
            self.ratio = ratio;
            self.sprites.clear();
        }
    }

    /// Reads the theme's colours anew.
    pub fn take_theme(&mut self) {
        self.colours = Colours::of(&self.canvas);
        self.sprites.clear();
        self.drawn = None;
    }

    /// Forgets how wide names are: the font has arrived.
    pub fn forget_widths(&mut self) {
        self.label_widths.clear();
        self.drawn = None;
    }

    /// Draws a frame; the ground only when it has changed. Answers the places of names, by territory of the scene.
    pub fn draw(&mut self, frame: &Frame, has_ground_changed: bool) -> Vec<(usize, PlacedLabel)> {
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        if has_ground_changed {
            self.draw_ground(frame, (width, height));
        }
        plain(&self.context);
        self.context.clear_rect(0.0, 0.0, width, height);
        // The ground is a canvas with a surface: it can be copied from.
        let _ = self.context.draw_image_with_html_canvas_element(&self.ground, 0.0, 0.0);
        self.draw_painting(frame);
        self.draw_mark(frame);
        self.draw_drawing(frame);
        self.names.iter().map(|name| (name.territory, name.place)).collect()
    }

    /// Draws the ground: whole, or where it is another than before.
    fn draw_ground(&mut self, frame: &Frame, size: (f64, f64)) {
        let names = std::mem::take(&mut self.names);
        self.place_names(frame);
        let drawn = Drawn::of(frame, self.ratio);
        let change = self.drawn.as_ref().and_then(|before| {
            let mut change = drawn.changed_from(before, frame, size)?;
            let shift = (change.shift.0 / self.ratio, change.shift.1 / self.ratio);
            let moved: Vec<DrawnName> = names.into_iter().map(|name| name.moved(shift)).collect();
            let is_new = |name: &&DrawnName, among: &[DrawnName]| !among.iter().any(|other| name.stands_as(other));
            let gone = moved.iter().filter(|name| is_new(name, &self.names));
            for name in gone.chain(self.names.iter().filter(|name| is_new(name, &moved))) {
                let (left, top, right, bottom) = self.box_of(name);
                change.patches.add(left, top, right, bottom);
            }
            drawn.is_little(&change.patches).then_some(change)
        });
        plain(&self.ground_context);
        let patches = change.as_ref().map(|change| &change.patches);
        match &change {
            Some(change) => {
                self.shift_ground(change.shift);
                self.ground_context.save();
                self.ground_context.begin_path();
                for part in change.patches.boxes() {
                    let (left, top) = (f64::from(part.left), f64::from(part.top));
                    let (width, height) = (f64::from(part.right) - left, f64::from(part.bottom) - top);
                    self.ground_context.clear_rect(left, top, width, height);
                    self.ground_context.rect(left, top, width, height);
                }
                self.ground_context.clip();
            }
            None => self.ground_context.clear_rect(0.0, 0.0, size.0, size.1),
        }
        self.draw_land(frame);
        plain(&self.ground_context);
        self.draw_bridges(frame);
        match patches {
            Some(patches) => self.draw_points(frame, &drawn, drawn.points_in(patches, frame).into_iter().rev()),
            None => self.draw_points(frame, &drawn, (0..frame.scene.points.len()).rev()),
        }
        self.take_font(&self.ground_context);
        for name in &self.names {
            let (left, top, right, bottom) = self.box_of(name);
            if patches.is_none_or(|patches| !patches.miss(left, top, right, bottom)) {
                self.write(&self.ground_context, name, &self.colours.surface, &self.colours.ink);
            }
        }
        if patches.is_some() {
            self.ground_context.restore();
        }
        self.drawn = Some(drawn);
    }

    /// Moves all that is drawn by whole pixels; what comes in at the edges is empty.
    fn shift_ground(&self, (right, down): (f64, f64)) {
        if (right, down) == (0.0, 0.0) {
            return;
        }
        let context = &self.ground_context;
        // Every browser knows both ways of composing, and a canvas can be copied onto itself.
        let _ = context.set_global_composite_operation("copy");
        let _ = context.draw_image_with_html_canvas_element(&self.ground, right, down);
        let _ = context.set_global_composite_operation("source-over");
    }

    /// Links across gaps of the map, dashed.
    fn draw_bridges(&self, frame: &Frame) {
        let outlined = frame.outlines.map(|outlines| outlines.bounds);
        let Some(middle) = outlined.or_else(|| frame.scene.ground.index.bounds()).map(|bounds| bounds.centre().x) else { return };
        let context = &self.ground_context;
        context.begin_path();
        for ends in frame.bridges {
            let [from, to] = ends.map(|end| frame.viewport.screen_from_world(end.nearest_to(middle)));
            context.move_to(from.0 * self.ratio, from.1 * self.ratio);
            context.line_to(to.0 * self.ratio, to.1 * self.ratio);
        }
        context.set_stroke_style_str(&self.colours.dim);
        context.set_line_width(1.5 * self.ratio);
        dashed(context, [5.0 * self.ratio, 4.0 * self.ratio], |context| context.stroke());
    }

    /// What the stroke went over, and the area pointed at.
    fn draw_painting(&self, frame: &Frame) {
        let (Some(areas), Some(land)) = (frame.areas, &self.land) else { return };
        let scale = frame.viewport.pixels_per_world / land.units_per_world * self.ratio;
        let (x, y) = frame.viewport.screen_from_world(land.origin);
        // A finite matrix is always taken.
        let _ = self.context.set_transform(scale, 0.0, 0.0, scale, x * self.ratio, y * self.ratio);
        self.context.set_fill_style_str(areas.stroke_colour);
        for path in areas.stroke.iter().filter_map(|&area| land.regions.get(area as usize)) {
            self.context.fill_with_path_2d_and_winding(path, CanvasWindingRule::Evenodd);
        }
        if let Some(path) = areas.reached.and_then(|area| land.regions.get(area as usize)) {
            for (colour, width) in [(&self.colours.surface, 5.0), (&self.colours.ink, 2.0)] {
                self.context.set_stroke_style_str(colour);
                self.context.set_line_width(width * self.ratio / scale);
                self.context.set_line_join("round");
                self.context.stroke_with_path(path);
            }
        }
        plain(&self.context);
    }

    /// Copies points in sight but for those that others hide whole; the selected ones come last. `from_the_uppermost` are
    /// their places in the scene.
    fn draw_points(&mut self, frame: &Frame, drawn: &Drawn, from_the_uppermost: impl Iterator<Item = usize> + Clone) {
        let seen = frame.viewport.visible(24.0);
        let (width, height) = (self.canvas.width() as usize, self.canvas.height() as usize);
        self.reaches.clear();
        self.reaches.resize(width * height, 0);
        let mut copies = Vec::new();
        for selected in [true, false] {
            for index in from_the_uppermost.clone() {
                let (point, kind) = (&frame.scene.points[index], drawn.kinds[index]);
                if kind.is_selected != selected || !seen.contains(point.place) {
                    continue;
                }
                let (x, y) = frame.viewport.screen_from_world(point.place);
                let (x, y) = ((x * self.ratio).round(), (y * self.ratio).round());
                if x >= 0.0 && y >= 0.0 && (x as usize) < width && (y as usize) < height {
                    let uppermost = &mut self.reaches[y as usize * width + x as usize];
                    if *uppermost >= kind.reach() {
                        continue;
                    }
                    *uppermost = kind.reach();
                }
                copies.push((kind, x, y));
            }
        }
        // All pictures first: a picture drawn between two copies makes the browser keep a whole sheet for each.
        for (kind, _, _) in &copies {
            self.sprites.get(*kind, self.ratio, &self.colours.surface, &self.colours.ink);
        }
        for (kind, x, y) in copies.into_iter().rev() {
            self.copy(kind, x, y);
        }
    }

    fn copy(&mut self, kind: SpriteKind, x: f64, y: f64) {
        let sprite = self.sprites.get(kind, self.ratio, &self.colours.surface, &self.colours.ink);
        let half = (sprite.side / 2.0).floor();
        // The sheet is a canvas with a surface: it can be copied from.
        let _ = self.ground_context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            self.sprites.sheet(),
            sprite.x,
            sprite.y,
            sprite.side,
            sprite.side,
            x - half,
            y - half,
            sprite.side,
            sprite.side,
        );
    }

    fn draw_mark(&self, frame: &Frame) {
        for &account in frame.marked.iter().chain(frame.pointed_out) {
            self.draw_ring(frame, account);
        }
    }

    fn draw_ring(&self, frame: &Frame, account: AccountId) {
        let Some(point) = frame.scene.position(account).map(|index| frame.scene.points[index]) else { return };
        let (x, y) = frame.viewport.screen_from_world(point.place);
        let radius = (point.radius * frame.viewport.point_growth() + 5.0) * self.ratio;
        for (colour, width) in [(&self.colours.surface, 4.5), (&self.colours.accent, 2.0)] {
            self.context.begin_path();
            // Only a negative radius is refused.
            let _ = self.context.arc(x * self.ratio, y * self.ratio, radius, 0.0, std::f64::consts::TAU);
            self.context.set_stroke_style_str(colour);
            self.context.set_line_width(width * self.ratio);
            self.context.stroke();
        }
    }

    fn draw_drawing(&self, frame: &Frame) {
        let ratio = self.ratio;
        self.context.begin_path();
        match frame.drawing {
            Drawing::Rectangle(one, other) => {
                self.context.rect(one.0 * ratio, one.1 * ratio, (other.0 - one.0) * ratio, (other.1 - one.1) * ratio);
            }
            Drawing::Lasso(line) => {
                for (index, (x, y)) in line.iter().enumerate() {
                    if index == 0 { self.context.move_to(x * ratio, y * ratio) } else { self.context.line_to(x * ratio, y * ratio) }
                }
                self.context.close_path();
            }
            Drawing::Carrying { over, .. } => {
                let over = over.flatten().and_then(|id| frame.scene.territory(id));
                if let Some(name) = self.names.iter().find(|name| over == Some(name.territory)) {
                    self.take_font(&self.context);
                    self.write(&self.context, name, &self.colours.accent, &self.colours.on_accent);
                }
                return;
            }
            Drawing::Nothing => return,
        }
        self.context.set_global_alpha(0.14);
        self.context.set_fill_style_str(&self.colours.accent);
        self.context.fill();
        self.context.set_global_alpha(1.0);
        self.context.set_stroke_style_str(&self.colours.accent);
        self.context.set_line_width(1.5 * ratio);
        dashed(&self.context, [5.0 * ratio, 4.0 * ratio], |context| context.stroke());
    }
}

/// Draws with dashes of a length and a gap.
fn dashed(context: &CanvasRenderingContext2d, lengths: [f64; 2], draw: impl FnOnce(&CanvasRenderingContext2d)) {
    let [dash, gap] = lengths.map(JsValue::from_f64);
    // Positive lengths are always taken.
    let _ = context.set_line_dash(&js_sys::Array::of2(&dash, &gap));
    draw(context);
    let _ = context.set_line_dash(&js_sys::Array::new());
}

/// Coordinates are the screen's pixels.
fn plain(context: &CanvasRenderingContext2d) {
    // The identity is always taken.
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
}
