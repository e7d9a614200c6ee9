//! A service in a real worker: greeting, answers, cancellation, and every way in which a worker fails.

use std::cell::RefCell;
use std::rc::Rc;

use qalamro::browser::clock::sleep;
use qalamro::browser::worker_client::{WorkerClient, WorkerScript};
use qalamro::browser::worker_host;
use qalamro::port::build::BUILD_ID;
use qalamro::port::service::Service;
use qalamro::port::worker::WorkerFailure;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[derive(Debug, Serialize, Deserialize)]
enum Ask {
    Double(u32),
    CountUntilTold,
    Stop,
    Panic,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Answer {
    Doubled(u32),
    Counting,
    Stopped,
}

#[derive(Default)]
struct Counter {
    is_counting: bool,
}

impl Service for Counter {
    type Request = Ask;
    type Response = Answer;

    fn handle(&mut self, request: Ask, answer: &mut dyn FnMut(Answer)) {
        match request {
            Ask::Double(number) => answer(Answer::Doubled(number * 2)),
            Ask::CountUntilTold => {
                self.is_counting = true;
                answer(Answer::Counting);
            }
            Ask::Stop => {
                self.is_counting = false;
                answer(Answer::Stopped);
            }
            Ask::Panic => panic!("the counter broke"),
        }
    }

    fn step(&mut self, _answer: &mut dyn FnMut(Answer)) -> bool {
        self.is_counting
    }
}

/// What the main function of a worker's binary does.
#[wasm_bindgen]
pub fn run_test_service() {
    worker_host::run(Counter::default());
}

/// The address of a module script with that text.
fn script(text: &str) -> WorkerScript {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).unwrap();
    WorkerScript::At(web_sys::Url::create_object_url_with_blob(&blob).unwrap())
}

/// The tests' own wasm, started as the worker's.
fn counter_script() -> WorkerScript {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    script(&format!(
        "import start, {{ run_test_service }} from '{origin}/wasm-bindgen-test';
         start({{ module_or_path: '{origin}/wasm-bindgen-test_bg.wasm' }}).then(run_test_service).catch((error) => postMessage(String(error)));"
    ))
}

struct Heard {
    client: WorkerClient<Counter>,
    answers: Rc<RefCell<Vec<Answer>>>,
    failures: Rc<RefCell<Vec<WorkerFailure>>>,
}

impl Heard {
    fn of(script: WorkerScript) -> Heard {
        let (answers, failures) = (Rc::<RefCell<Vec<_>>>::default(), Rc::<RefCell<Vec<_>>>::default());
        let (answered, failed) = (Rc::clone(&answers), Rc::clone(&failures));
        let client =
            WorkerClient::new(script, move |answer| answered.borrow_mut().push(answer), move |failure| failed.borrow_mut().push(failure));
        Heard { client, answers, failures }
    }

    async fn until(&self, is_enough: impl Fn(&Heard) -> bool) {
        for _ in 0..500 {
            if is_enough(self) {
                return;
            }
            sleep(20.0).await;
        }
        panic!("heard only {:?} and {:?}", self.answers.borrow(), self.failures.borrow());
    }

    async fn failure(&self) -> WorkerFailure {
        self.until(|heard| !heard.failures.borrow().is_empty()).await;
        sleep(100.0).await;
        assert_eq!(self.failures.borrow().len(), 1, "a death is told once: {:?}", self.failures.borrow());
        assert!(!self.client.is_running());
        self.failures.borrow_mut().remove(0)
    }
}

#[wasm_bindgen_test]
async fn requests_sent_before_the_greeting_are_answered_in_order() {
    let heard = Heard::of(counter_script());
    assert!(!heard.client.is_running(), "a worker starts when it is first needed");
    for number in 1..=3 {
        heard.client.send(&Ask::Double(number));
    }
    heard.until(|heard| heard.answers.borrow().len() == 3).await;
    assert_eq!(*heard.answers.borrow(), [Answer::Doubled(2), Answer::Doubled(4), Answer::Doubled(6)]);
    assert_eq!(*heard.failures.borrow(), []);
}

#[wasm_bindgen_test]
async fn a_cancellation_is_heard_between_slices_of_endless_work() {
    let heard = Heard::of(counter_script());
    heard.client.send(&Ask::CountUntilTold);
    heard.until(|heard| heard.answers.borrow().len() == 1).await;
    heard.client.send(&Ask::Stop);
    heard.until(|heard| heard.answers.borrow().last() == Some(&Answer::Stopped)).await;
}

#[wasm_bindgen_test]
async fn an_ended_worker_is_silent_and_the_next_request_starts_another() {
    let heard = Heard::of(counter_script());
    heard.client.send(&Ask::Double(1));
    heard.client.terminate();
    assert!(!heard.client.is_running());
    sleep(300.0).await;
    assert_eq!(*heard.answers.borrow(), []);
    heard.client.send(&Ask::Double(5));
    heard.until(|heard| heard.answers.borrow().len() == 1).await;
    assert_eq!(*heard.answers.borrow(), [Answer::Doubled(10)]);
    assert_eq!(*heard.failures.borrow(), []);
}

#[wasm_bindgen_test]
async fn a_panic_is_told_once_with_its_words_and_work_can_go_on() {
    let heard = Heard::of(counter_script());
    heard.client.send(&Ask::Panic);
    let failure = heard.failure().await;
    assert!(matches!(&failure, WorkerFailure::Died { message } if message.contains("the counter broke")), "{failure:?}");
    heard.client.send(&Ask::Double(4));
    heard.until(|heard| heard.answers.borrow().len() == 1).await;
    assert_eq!(*heard.answers.borrow(), [Answer::Doubled(8)]);
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_not_talked_to() {
    // What a worker of another build greets with, and a trap: any request would make it answer.
    let heard = Heard::of(script("postMessage(new Uint8Array([0, 4, 110, 101, 120, 116])); onmessage = () => postMessage('was asked');"));
    heard.client.send(&Ask::Double(1));
    let expected = WorkerFailure::OtherBuild { page: BUILD_ID.to_owned(), worker: "next".to_owned() };
    assert_eq!(heard.failure().await, expected);
}

#[wasm_bindgen_test]
async fn a_worker_that_cannot_start_is_a_failure() {
    let heard = Heard::of(script("throw new Error('broken script');"));
    heard.client.send(&Ask::Double(1));
    let failure = heard.failure().await;
    assert!(matches!(&failure, WorkerFailure::NotStarted { detail } if detail.contains("broken script")), "{failure:?}");

    let heard = Heard::of(script("postMessage('TypeError: the wasm is not there')"));
    heard.client.send(&Ask::Double(1));
    let expected = WorkerFailure::NotStarted { detail: "TypeError: the wasm is not there".to_owned() };
    assert_eq!(heard.failure().await, expected);

    let heard = Heard::of(WorkerScript::NamedByPage("qalamro-nowhere"));
    heard.client.send(&Ask::Double(1));
    assert_eq!(heard.failure().await, WorkerFailure::NotNamed { name: "qalamro-nowhere".to_owned() });
}
