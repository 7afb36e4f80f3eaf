#pragma once
// The demo: its people, its tickets in every state, and as many more as a load test wants.
#include "demo/cast.hpp"
