//! A territory on its own map: its accounts in its colour, those of others around them in grey, borders beneath.

use crate::cartography::labels::PlacedLabel;
use crate::cartography::picture::{LegendLine, LegendMark, MapPicture, PictureColours};
use crate::cartography::viewport::Margins;
use crate::cartography::{Outlines, Scene, ScenePoint, Viewport, WorldBox};

/// The map's width in the drawing, pixels.
const WIDTH: f64 = 700.0;
/// The map's height in the drawing, pixels.
const HEIGHT: f64 = 340.0;
/// So many accounts of others are drawn at most; where there are more, every so manieth is.
const MOST_OTHERS: usize = 1_200;
/// The colour of others' accounts.
const OTHERS_COLOUR: &str = "#c3ccd1";
/// The radius of others' accounts, as part of their usual one.
const OTHERS_SIZE: f64 = 0.6;

/// What a territory's map says in words.
pub struct PictureWords<'a> {
    /// Its title.
    pub title: &'a str,
    /// A line under it.
    pub subtitle: &'a str,
    /// The territory's accounts in the legend.
    pub own: &'a str,
    /// Those of others in the legend.
    pub others: &'a str,
    /// What a ring around a point means.
    pub ringed: &'a str,
}

/// Draws the territory that stands at this place of the scene, on white; `None` when none of its accounts has a place.
pub fn draw(
    scene: &Scene,
    territory: usize,
    outlines: Option<&Outlines>,
    colour: &str,
    words: &PictureWords,
    is_right_to_left: bool,
) -> Option<String> {
    let is_own = |point: &&ScenePoint| point.territory == Some(territory);
    let own: Vec<ScenePoint> = scene.points.iter().filter(is_own).copied().collect();
    let around = WorldBox::around(own.iter().map(|point| point.place))?;
    let viewport = Viewport::new(WIDTH, HEIGHT).fitted(around, Margins { around: 36.0, ..Margins::default() });
    let seen = viewport.visible(0.0);
    let others: Vec<ScenePoint> = scene.points.iter().filter(|point| !is_own(point) && seen.contains(point.place)).copied().collect();
    let step = others.len().div_ceil(MOST_OTHERS).max(1);
    let has_others = !others.is_empty();
    let has_rings = own.iter().any(|point| point.is_moved);
    // Drawn first, so that they lie beneath.
    let mut points: Vec<ScenePoint> = others
        .into_iter()
        .step_by(step)
        .map(|point| ScenePoint { radius: point.radius * OTHERS_SIZE, territory: None, is_moved: false, ..point })
        .collect();
    points.extend(own.into_iter().map(|point| ScenePoint { territory: Some(0), ..point }));
    let near = outlines.map(|outlines| Outlines {
        regions: outlines.regions.iter().filter(|region| do_meet(&region.bounds, &seen)).cloned().collect(),
        bounds: outlines.bounds,
    });
    let mut legend = vec![LegendLine { mark: LegendMark::Swatch(colour.to_owned()), words: words.own.to_owned() }];
    if has_others {
        legend.push(LegendLine { mark: LegendMark::Swatch(OTHERS_COLOUR.to_owned()), words: words.others.to_owned() });
    }
    if has_rings {
        legend.push(LegendLine { mark: LegendMark::Ring, words: words.ringed.to_owned() });
    }
    let labels: [(PlacedLabel, String); 0] = [];
    let shown = Scene { points, ..Scene::default() };
    let picture = MapPicture {
        title: words.title,
        subtitle: words.subtitle,
        viewport,
        scene: &shown,
        outlines: near.as_ref(),
        colour_of: &|owner| if owner.is_some() { colour.to_owned() } else { OTHERS_COLOUR.to_owned() },
        labels: &labels,
        legend: &legend,
        colours: &paper(),
        has_rings,
        is_right_to_left,
    };
    Some(picture.to_svg())
}

fn do_meet(one: &WorldBox, other: &WorldBox) -> bool {
    one.west <= other.east && other.west <= one.east && one.north <= other.south && other.north <= one.south
}

/// Colours for paper.
fn paper() -> PictureColours {
    let colour = |code: &str| code.to_owned();
    PictureColours {
        surface: colour("#ffffff"),
        land: colour("#eef1f2"),
        land_line: colour("#ffffff"),
        ink: colour("#1b2227"),
        dim: colour("#56636b"),
    }
}
