#ifndef LENTIGO_CHDF5_H
#define LENTIGO_CHDF5_H

#include <hdf5.h>

#endif
