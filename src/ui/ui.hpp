#pragma once
// What every handler works with: the request with the person behind it, and pages in the frame they share.
#include "ui/page.hpp"
#include "ui/request.hpp"
#include "ui/thread.hpp"
