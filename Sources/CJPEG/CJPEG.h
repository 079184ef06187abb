#ifndef LENTIGO_CJPEG_H
#define LENTIGO_CJPEG_H

#include <turbojpeg.h>

#endif
