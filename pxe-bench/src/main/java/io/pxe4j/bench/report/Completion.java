package io.pxe4j.bench.report;

import io.pxe4j.bench.load.LoadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** {@code completion}: how long each of 256 clients waits for its file, from the luckiest to the last. */
final class Completion extends TftpSuite {
    static final String NAME = "completion";

    private static final List<Double> PERCENTILES =
            List.of(1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 95.0, 98.0, 99.0, 99.9, 100.0);

    Completion(Bench bench) {
        super(NAME, bench);
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        TftpCase asked = asked();
        for (Contender contender : bench.contenders()) {
            double seconds = seconds(contender, asked);
            steps.addAll(warmUp(contender, asked, seconds));
            steps.add(Step.of(asked.name() + ", " + contender.name(), seconds, () -> run(contender, asked)));
        }
        return steps;
    }

    private TftpCase asked() {
        return new TftpCase(
                "256 clients in lock-step", 256, bench.form().isFull() ? 1024 : 512, 1428, 0, "f1m", 1 << 20);
    }

    private void run(Contender contender, TftpCase asked) throws IOException, InterruptedException {
        LoadResult result = measure.measure(contender, asked);
        if (result.ok() == 0) {
            return;
        }
        Histogram times = result.completionMicros();
        for (double percentile : PERCENTILES) {
            Map<String, String> parameters = new TreeMap<>(asked.parameters());
            parameters.put("percentile", Double.toString(percentile));
            bench.recorder()
                    .add(
                            new Recorder.Key(NAME, asked.name(), contender.name(), Metric.COMPLETION, parameters),
                            times.getValueAtPercentile(percentile) / 1000.0);
        }
    }
}
