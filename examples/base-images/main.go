// Command moon tells the phase of the moon.
package main

import (
	"fmt"
	"math"
	"time"
)

const (
	newMoon = 947182440 // 2000-01-06 18:14 UTC
	month   = 29.530588853 * 24 * 60 * 60
)

func main() {
	age := math.Mod(float64(time.Now().Unix()-newMoon), month) / month
	names := []string{"new", "waxing crescent", "first quarter", "waxing gibbous", "full", "waning gibbous", "last quarter", "waning crescent"}
	fmt.Println(names[int(math.Floor(age*8+0.5))%8])
}
