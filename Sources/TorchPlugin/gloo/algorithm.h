// See README.md. Nothing of Gloo's algorithms is named by PyTorch's header.
#pragma once
