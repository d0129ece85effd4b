package io.pxe4j.boot.explain;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file format for captures. */
interface CaptureSource {
    /** Its name. */
    String format();

    /** The next frame, or null at the end. */
    @Nullable
    CaptureFrame next() throws IOException;
}
