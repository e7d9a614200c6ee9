//! Where the names of territories go: near their centres, without covering one another, inside the window.
//! Territories with more accounts are placed first; a name for which there is no room is left out.

/// How much wider a name's box is than its words, pixels.
pub const LABEL_PADDING: f64 = 8.0;

/// A name that asks for a place. Lengths in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelWish {
    /// The place it belongs to.
    pub x: f64,
    /// The same, downwards.
    pub y: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What goes first; larger first.
    pub importance: usize,
}

/// A name's place: the box it fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedLabel {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl PlacedLabel {
    /// Whether a point lies in it.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.left && x <= self.left + self.width && y >= self.top && y <= self.top + self.height
    }

    fn meets(&self, other: &PlacedLabel) -> bool {
        self.left < other.left + other.width
            && other.left < self.left + self.width
            && self.top < other.top + other.height
            && other.top < self.top + self.height
    }
}

/// Places that are tried, in heights and widths of the label from the place it belongs to.
const TRIES: [(f64, f64); 9] =
    [(0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.55, 0.0), (-0.55, 0.0), (0.55, -1.0), (-0.55, -1.0), (0.55, 1.0), (-0.55, 1.0)];

/// Places names in a window, keeping them apart from one another and from what is `taken`; one answer a wish.
pub fn place_labels(wishes: &[LabelWish], width: f64, height: f64, taken: &[PlacedLabel]) -> Vec<Option<PlacedLabel>> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(wishes[index].importance), index));
    let mut filled: Vec<PlacedLabel> = taken.to_vec();
    let mut placed = vec![None; wishes.len()];
    for index in order {
        let wish = &wishes[index];
        if wish.x < 0.0 || wish.y < 0.0 || wish.x > width || wish.y > height {
            continue;
        }
        let found = TRIES.iter().find_map(|(across, down)| {
            let tried = PlacedLabel {
                left: wish.x + across * wish.width - wish.width / 2.0,
                top: wish.y + down * wish.height - wish.height / 2.0,
                width: wish.width,
                height: wish.height,
            };
            let fits = tried.left >= 0.0 && tried.top >= 0.0 && tried.left + tried.width <= width && tried.top + tried.height <= height;
            (fits && !filled.iter().any(|other| tried.meets(other))).then_some(tried)
        });
        if let Some(found) = found {
            filled.push(found);
            placed[index] = Some(found);
        }
    }
    placed
}

/// A name short enough for the map: at most so many letters, cut at a word's end where there is one.
pub fn shortened(name: &str, most_letters: usize) -> String {
    if name.chars().count() <= most_letters {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most_letters.saturating_sub(1)).collect();
    let at_word = cut.rfind(' ').filter(|at| cut[..*at].chars().count() * 2 > most_letters).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", at_word.trim_end_matches([' ', '\u{200c}', '،', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(x: f64, y: f64, importance: usize) -> LabelWish {
        LabelWish { x, y, width: 60.0, height: 18.0, importance }
    }

    #[test]
    fn the_more_important_name_keeps_its_place() {
        let placed = place_labels(&[wish(100.0, 100.0, 1), wish(102.0, 100.0, 9)], 300.0, 200.0, &[]);
        assert_eq!(placed[1].map(|label| label.left), Some(72.0));
        assert_eq!(placed[0].map(|label| label.top), Some(73.0));
    }

    #[test]
    fn a_name_without_room_is_left_out() {
        let crowd = vec![wish(40.0, 10.0, 1); 8];
        let placed = place_labels(&crowd, 80.0, 40.0, &[]);
        assert_eq!(placed.iter().flatten().count(), 2);
        assert_eq!(place_labels(&[wish(-5.0, 10.0, 1)], 80.0, 40.0, &[]), [None]);
    }

    #[test]
    fn names_are_cut_at_words() {
        assert_eq!(shortened("تهران شمال", 16), "تهران شمال");
        assert_eq!(shortened("Isfahan, centre and Yazd", 18), "Isfahan, centre…");
        assert_eq!(shortened("Donaudampfschifffahrt", 10), "Donaudamp…");
    }

    proptest! {
        #[test]
        fn no_two_names_meet(places in prop::collection::vec((0.0f64..400.0, 0.0f64..300.0, 0usize..50), 0..40)) {
            let wishes: Vec<LabelWish> = places.into_iter().map(|(x, y, importance)| wish(x, y, importance)).collect();
            let placed: Vec<PlacedLabel> = place_labels(&wishes, 400.0, 300.0, &[]).into_iter().flatten().collect();
            for (index, label) in placed.iter().enumerate() {
                prop_assert!(placed[..index].iter().all(|other| !label.meets(other)));
                prop_assert!(label.left >= 0.0 && label.top >= 0.0 && label.left + label.width <= 400.0);
            }
        }
    }
}
