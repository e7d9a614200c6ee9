//! Time and chance as the browser gives them; the engine gets both from its caller.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::document::PlanId;

/// Milliseconds since 1970.
pub fn now_milliseconds() -> f64 {
    js_sys::Date::now()
}

/// How many minutes local time is ahead of universal time at an instant: 210 in Tehran.
pub fn minutes_ahead(at_milliseconds: f64) -> i32 {
    let date = js_sys::Date::new(&at_milliseconds.into());
    -(date.get_timezone_offset() as i32)
}

/// Waits.
pub async fn sleep(milliseconds: f64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let set_timeout = js_sys::Reflect::get(&js_sys::global(), &"setTimeout".into());
        if let Some(set_timeout) = set_timeout.ok().and_then(|function| function.dyn_into::<js_sys::Function>().ok()) {
            // Every page and worker has setTimeout; were it refused, the wait would not end, as in a page put to sleep.
            let _timer = set_timeout.call2(&js_sys::global(), &resolve, &milliseconds.into());
        }
    });
    let _always_resolves = JsFuture::from(promise).await;
}

/// An identity that no plan has yet: 122 random bits.
pub fn new_plan_id() -> PlanId {
    let global = js_sys::global();
    let random_uuid = js_sys::Reflect::get(&global, &"crypto".into()).and_then(|crypto| {
        let function = js_sys::Reflect::get(&crypto, &"randomUUID".into())?.dyn_into::<js_sys::Function>()?;
        function.call0(&crypto)
    });
    // Pages without https have no randomUUID.
    PlanId(random_uuid.ok().and_then(|value| value.as_string()).unwrap_or_else(|| {
        let word = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
        format!("{:08x}{:08x}{:08x}{:08x}", word(), word(), word(), word())
    }))
}
