//! Points as small pictures that are drawn once and then copied: thousands of copies a frame cost little.

use std::collections::HashMap;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The side of the sheet that the pictures are kept on, pixels of the screen.
const SHEET: f64 = 1024.0;
/// Radii are drawn in steps of a quarter of a pixel.
const STEPS_PER_PIXEL: f64 = 4.0;

/// How far the ring of a selected point reaches beyond it, pixels of the page; no other reaches further.
const SELECTED_RING: f64 = 4.0;
/// How far a picture reaches beyond its point at most, pixels of the page.
pub const FURTHEST_RING: f64 = 4.5;
/// The same for one that moved.
const MOVED_RING: f64 = 2.2;
/// The same for the halo of any other.
const HALO: f64 = 0.6;

/// What distinguishes the picture of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SpriteKind {
    /// Its colour, as CSS writes it.
    pub colour: &'static str,
    /// Its radius in quarters of a screen's pixel.
    pub quarters: u16,
    /// It moved against today.
    pub is_moved: bool,
    /// It is selected.
    pub is_selected: bool,
}

impl SpriteKind {
    /// The picture of a point of that radius, in the screen's pixels.
    pub fn new(colour: &'static str, radius: f64, is_moved: bool, is_selected: bool) -> SpriteKind {
        SpriteKind { colour, quarters: (radius * STEPS_PER_PIXEL).round().clamp(1.0, 400.0) as u16, is_moved, is_selected }
    }

    /// Half the side of its picture, in the screen's pixels, of which there are `ratio` a pixel of the page.
    pub fn half_side(self, ratio: f64) -> f64 {
        let radius = f64::from(self.quarters) / STEPS_PER_PIXEL;
        ((radius + FURTHEST_RING * ratio) * 2.0).ceil() / 2.0
    }

    /// How far it reaches, in quarters of a pixel: of two in one place, what reaches as far hides the other.
    pub fn reach(self) -> u16 {
        let ring = if self.is_selected {
            SELECTED_RING
        } else if self.is_moved {
            MOVED_RING
        } else {
            HALO
        };
        self.quarters + (ring * STEPS_PER_PIXEL) as u16
    }
}

/// A picture's place on the sheet: a square.
#[derive(Clone, Copy, Debug)]
pub struct Sprite {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Its side.
    pub side: f64,
}

/// The sheet of pictures.
pub struct Sprites {
    sheet: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    known: HashMap<SpriteKind, Sprite>,
    next: (f64, f64),
    row_height: f64,
}

impl Sprites {
    /// An empty sheet; `None` when the browser refuses a canvas.
    pub fn new() -> Option<Sprites> {
        let sheet: HtmlCanvasElement = leptos::prelude::document().create_element("canvas").ok()?.dyn_into().ok()?;
        sheet.set_width(SHEET as u32);
        sheet.set_height(SHEET as u32);
        let context = sheet.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Sprites { sheet, context, known: HashMap::new(), next: (0.0, 0.0), row_height: 0.0 })
    }

    /// The sheet, to copy from.
    pub fn sheet(&self) -> &HtmlCanvasElement {
        &self.sheet
    }

    /// Forgets all pictures: the theme or the screen's density is another.
    pub fn clear(&mut self) {
        self.known.clear();
        self.next = (0.0, 0.0);
        self.row_height = 0.0;
        self.context.clear_rect(0.0, 0.0, SHEET, SHEET);
    }

    /// A picture, drawn when it is asked for the first time.
    pub fn get(&mut self, kind: SpriteKind, ratio: f64, surface: &str, ink: &str) -> Sprite {
        if let Some(sprite) = self.known.get(&kind) {
            return *sprite;
        }
        let radius = f64::from(kind.quarters) / STEPS_PER_PIXEL;
        let side = kind.half_side(ratio) * 2.0;
        if self.next.0 + side > SHEET {
            self.next = (0.0, self.next.1 + self.row_height);
            self.row_height = 0.0;
        }
        if self.next.1 + side > SHEET {
            self.clear();
        }
        let sprite = Sprite { x: self.next.0, y: self.next.1, side };
        self.next.0 += side;
        self.row_height = self.row_height.max(side);
        self.draw(&sprite, kind, radius, ratio, surface, ink);
        self.known.insert(kind, sprite);
        sprite
    }

    fn draw(&self, sprite: &Sprite, kind: SpriteKind, radius: f64, ratio: f64, surface: &str, ink: &str) {
        let (x, y) = (sprite.x + sprite.side / 2.0, sprite.y + sprite.side / 2.0);
        let disc = |radius: f64, colour: &str| {
            self.context.begin_path();
            // Only a negative radius is refused.
            let _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
            self.context.set_fill_style_str(colour);
            self.context.fill();
        };
        if kind.is_selected {
            disc(radius + SELECTED_RING * ratio, surface);
            disc(radius + 3.2 * ratio, ink);
            disc(radius + 1.4 * ratio, surface);
        } else if kind.is_moved {
            disc(radius + MOVED_RING * ratio, ink);
            disc(radius + 1.2 * ratio, surface);
        } else {
            disc(radius + HALO * ratio, surface);
        }
        disc(radius, kind.colour);
        if kind.is_selected && kind.is_moved {
            disc((radius / 3.0).max(ratio), surface);
        }
    }
}
