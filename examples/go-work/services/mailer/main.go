// Command mailer answers `GET /letters/{name}` with the letter to somebody.
package main

import (
	"log"
	"net/http"

	"example.com/shop/greeting"
)

func main() {
	http.HandleFunc("GET /letters/{name}", func(response http.ResponseWriter, request *http.Request) {
		_, _ = response.Write([]byte(greeting.To(request.PathValue("name"))))
	})
	log.Fatal(http.ListenAndServe(":8081", nil))
}
