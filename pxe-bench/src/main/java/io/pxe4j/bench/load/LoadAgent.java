package io.pxe4j.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The other side of {@link LoadProcess}: a plan in each line of its input, a result in each line of its output. Ends with its input. */
final class LoadAgent {
    private LoadAgent() {}

    /** Runs plans; the only argument is the time of the rehearsal, in milliseconds. */
    public static void main(String[] arguments) throws IOException {
        try (LoadNetwork network = LoadNetwork.open();
                BufferedReader plans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Rehearsal.play(Duration.ofMillis(Long.parseLong(arguments[0])), network, System::nanoTime);
            for (String line = plans.readLine(); line != null; line = plans.readLine()) {
                System.out.println(LoadRun.run(LoadPlan.fromJson(line), network, System::nanoTime)
                        .toJson());
            }
        }
    }
}
