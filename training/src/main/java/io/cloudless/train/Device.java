package io.cloudless.train;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** What a network is trained on. */
public enum Device {
    /** The processor: the same weights every time. */
    CPU(DeviceType.CPU),
    /** A graphics card of NVIDIA's: many times as fast; sums are added in any order, so that no two runs are quite alike. */
    CUDA(DeviceType.CUDA);

    private final DeviceType type;

    Device(DeviceType type) {
        this.type = type;
    }

    /** @throws IllegalArgumentException if there is none such that the training engine can use */
    void check() {
        if (this == CUDA && !torch.cuda_is_available()) {
            throw new IllegalArgumentException(
                    "There is no graphics card that can be used: training on one needs a card"
                            + " of NVIDIA's and LibTorch 2.10 for CUDA, to whose folder 'lib' the variable CLOUDLESS_LIBTORCH"
                            + " must lead");
        }
    }

    /** For the training engine. */
    org.bytedeco.pytorch.Device open() {
        return new org.bytedeco.pytorch.Device(type);
    }
}
