//! Words of moves by hand: what moved, what is held and stays, and what can be done about it.

crate::texts! {
    MOVED = "{count} {count:customer|customers} moved to {territory}.", "{count} مشتری به {territory} رفت.";
    NOTHING_MOVED = "Nothing moved.", "چیزی جابه‌جا نشد.";
    STAY = "{count} {count:stays|stay} where {count:it is|they are}: {reasons}.", "{count} مشتری سر جای خود {count:ماند|ماندند}: {reasons}.";
    HELD_FIXED = "{count} fixed", "{count} ثابت";
    HELD_CENTRE = "{count} fixed as the centre of {count:its territory|their territories}", "{count} ثابت به‌عنوان مرکز منطقه";
    HELD_TERRITORY = "{count} in a locked territory", "{count} در منطقهٔ قفل‌شده";
    HELD_FROZEN = "{count} because {territory} is frozen", "{count} چون {territory} دست‌نخورده می‌ماند";
    HELD_FORBIDDEN = "{count} that must not come to {territory}", "{count} که نباید نزد {territory} برود";
    TORN = "{groups} {groups:group|groups} that should stay together {groups:is|are} torn apart: {count} {count:customer is|customers are} left behind.", "{groups} گروه که باید با هم بماند از هم جدا شد: {count} مشتری جا ماند.";
    MOVE_HELD = "Move {count:it|them} as well", "{count:آن را هم جابه‌جا کن|آن‌ها را هم جابه‌جا کن}";
    BRING_REST = "Bring the {count} left behind", "{count} مشتری جامانده را هم بیاور";
}
