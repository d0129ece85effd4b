package io.pxe4j.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param octets content of the transfers that finished
 * @param seconds from the first request to the last transfer's end
 * @param ok transfers that finished
 * @param failed transfers that the server refused or that got no answer
 * @param unfinished transfers that the limit cut off, and those that it left unbegun
 * @param retransmitted packets that a client sent again after a second of silence
 * @param corrupt finished transfers whose content was not what was expected
 * @param firstError why the first failed one failed; empty without one
 * @param loadCpuSeconds what the load itself used of its core
 * @param p50Millis half of the finished transfers took no longer, from request to last block
 * @param p99Millis 99 of 100 took no longer
 * @param p999Millis 999 of 1000 took no longer
 * @param maxMillis the longest
 * @param histogram all completion times in microseconds: HdrHistogram's compressed form in base64
 * @param warning why the figures may say less about the server than they seem to; empty without a reason
 */
public record LoadResult(
        long octets,
        double seconds,
        int ok,
        int failed,
        int unfinished,
        long retransmitted,
        int corrupt,
        String firstError,
        double loadCpuSeconds,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis,
        String histogram,
        String warning) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Content of finished transfers, in millions of octets a second. */
    public double megabytesPerSecond() {
        return seconds == 0 ? 0 : octets / seconds / 1e6;
    }

    /** CPU seconds for each gibibyte of finished transfers, of whoever used {@code cpuSeconds} for this load; 0 if nothing finished. */
    public double cpuSecondsPerGibibyte(double cpuSeconds) {
        return octets == 0 ? 0 : cpuSeconds / (octets / (double) (1 << 30));
    }

    /** Whether all transfers finished with the right content. */
    @JsonIgnore
    public boolean isClean() {
        return failed == 0 && unfinished == 0 && corrupt == 0;
    }

    /**
     * Whether the load was nearer to the end of its core than the server, so that the throughput is the load's limit and not the server's.
     *
     * @param serverCpuSeconds what a server with one core used meanwhile
     */
    public boolean limitedByLoad(double serverCpuSeconds) {
        return loadCpuSeconds > serverCpuSeconds;
    }

    /** The completion times in microseconds. */
    public Histogram completionMicros() {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(histogram)), 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException("histogram: " + histogram + " (expected: HdrHistogram's form)", e);
        }
    }

    /** The result as one line of JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The result that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static LoadResult fromJson(String text) {
        try {
            return JSON.readValue(text, LoadResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("result: " + text + " (expected: what LoadResult.toJson writes)", e);
        }
    }
}
