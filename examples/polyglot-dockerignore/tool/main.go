// Command tool prints the cities as JSON, in order.
package main

import (
	"encoding/json"
	"log"
	"os"
	"slices"
)

func main() {
	cities := []string{"Lisbon", "Accra", "Quito", "Hanoi", "Oslo"}
	slices.Sort(cities)
	if err := json.NewEncoder(os.Stdout).Encode(cities); err != nil {
		log.Fatal(err)
	}
}
