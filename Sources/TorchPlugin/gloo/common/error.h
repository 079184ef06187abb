// See ../README.md. None of Gloo's errors is named by PyTorch's header.
#pragma once
