//! Takes orders: `POST /` with an item answers with a receipt.

use std::io::Read;

use store::Store;
use tiny_http::{Method, Response, Server};

fn main() {
    let server = Server::http("0.0.0.0:8080").expect("the port is free");
    let mut store = Store::default();
    for mut request in server.incoming_requests() {
        let answer = match request.method() {
            Method::Post => {
                let mut item = String::new();
                match request.as_reader().take(1024).read_to_string(&mut item) {
                    Ok(_) => Response::from_string(receipt::of(store.add(&item)) + "\n"),
                    Err(_) => Response::from_string("An item is a text.\n").with_status_code(400),
                }
            }
            _ => Response::from_string(store.items().join("\n") + "\n"),
        };
        let _ = request.respond(answer);
    }
}
