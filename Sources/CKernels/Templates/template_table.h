// A table of kernels named KERNEL_TABLE, with the kernels of reduced precision that TABLE_REDUCED
// lists, if any. Part of kernels_template.h; an instruction set that has some of those on some
// processors includes it once more for each choice.
const lentigo_kernels KERNEL_TABLE = {
    .lanes = LANES,
    .matrix_vectors = PANEL_VECTORS,
    .matrix_rows = MATRIX_ROWS,
    .matrix = matrix,
    .convolution = convolution,
#if defined(LENTIGO_HAS_WINOGRAD)
    .winograd = winograd,
#endif
    .depthwise = depthwise,
    .dense = dense,
    .channel_mean = channel_mean,
    .channel_scale = channel_scale,
    .add = add,
    .max_pooling = max_pooling,
#if defined(TABLE_REDUCED)
    .bf16_is_faster = TABLE_BF16_IS_FASTER,
    TABLE_REDUCED,
#endif
};
