//! Edit and close at once: the edit is there. A frame plays the page that is left.

use std::rc::Rc;

use qalamro::browser::clock::{new_plan_id, sleep};
use qalamro::browser::page;
use qalamro::browser::plan_store::BrowserPlanStore;
use qalamro::document::{Command, Document, Plan, PlanId, Settings};
use qalamro::keeping::Keeper;
use qalamro::locale::Language;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// What the page within the frame does: keeps a plan, edits it, and is then left before the edit is saved.
#[wasm_bindgen]
pub async fn keep_and_edit(database: String) {
    let plan = PlanId("plan".to_owned());
    let mut document = Document::create(Plan::new(plan.clone(), "before", Settings::for_language(Language::Persian)), 1.0);
    let keeper = Rc::new(Keeper::new(BrowserPlanStore::named(&database), plan, "test", qalamro::document::codec::PlanCodec::json()));
    keeper.create(1.0);
    keeper.save(document.saved(), 1.0).await;
    document.apply(Command::RenamePlan("after".to_owned()), 2.0).unwrap();
    keeper.on_change(2.0);
    let saved = document.saved();
    let listening = page::on_hide(move || {
        keeper.flush();
        let (keeper, saved) = (Rc::clone(&keeper), saved.clone());
        page::run_at_once(async move {
            keeper.save(saved, 3.0).await;
        });
    });
    std::mem::forget(listening);
    web_sys::window().unwrap().document().unwrap().set_title("edited");
}

#[wasm_bindgen_test]
async fn an_edit_before_closing_at_once_is_there() {
    let database = format!("test-{}", new_plan_id().0);
    let window = web_sys::window().unwrap();
    let origin = window.location().origin().unwrap();
    let document = window.document().unwrap();
    let frame = document.create_element("iframe").unwrap();
    frame
        .set_attribute(
            "srcdoc",
            &format!(
                "<!doctype html><title>loading</title><script type=module>
                 import start, {{ keep_and_edit }} from '{origin}/wasm-bindgen-test';
                 await start({{ module_or_path: '{origin}/wasm-bindgen-test_bg.wasm' }});
                 await keep_and_edit('{database}');
                 </script>"
            ),
        )
        .unwrap();
    document.body().unwrap().append_child(&frame).unwrap();
    let title = || {
        let inner = js_sys::Reflect::get(&frame, &"contentDocument".into()).unwrap();
        js_sys::Reflect::get(&inner, &"title".into()).ok().and_then(|title| title.as_string()).unwrap_or_default()
    };
    for _ in 0..500 {
        if title() == "edited" {
            break;
        }
        sleep(20.0).await;
    }
    assert_eq!(title(), "edited");
    frame.remove();

    let keeper =
        Keeper::new(BrowserPlanStore::named(&database), PlanId("plan".to_owned()), "test", qalamro::document::codec::PlanCodec::json());
    assert_eq!(keeper.open(4.0).await.unwrap().document.plan.name, "after");
}
