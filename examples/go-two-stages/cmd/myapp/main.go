// Command myapp answers every request with an identifier that nobody had before.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/google/uuid"
)

func main() {
	http.HandleFunc("GET /id", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, uuid.NewString())
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
