package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpPacket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Several engines behind one socket: the first that answers wins. */
final class FirstAnswer implements DhcpEngine {
    private final List<DhcpEngine> engines;

    FirstAnswer(List<DhcpEngine> engines) {
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("engines: none (expected: at least one)");
        }
        this.engines = engines;
    }

    @Override
    public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
        return ask(0, request, arrival);
    }

    private CompletionStage<DhcpOutcome> ask(int index, DhcpPacket request, DhcpArrival arrival) {
        CompletionStage<DhcpOutcome> answer = engines.get(index).handle(request, arrival);
        if (index + 1 == engines.size()) {
            return answer;
        }
        return answer.thenCompose(outcome -> {
            if (!(outcome instanceof DhcpDrop drop) || isFinal(drop.reason())) {
                return CompletableFuture.completedFuture(outcome);
            }
            return ask(index + 1, request, arrival).thenApply(later -> moreTelling(drop, later));
        });
    }

    /** Whether the engine did what the message asks for, or must not be answered by anybody. */
    private static boolean isFinal(DropReason reason) {
        return switch (reason) {
            case RELEASED, DECLINED, ALREADY_WORKING, CLOSING, POLICY_LATE, STORE_LATE -> true;
            default -> false;
        };
    }

    private static DhcpOutcome moreTelling(DhcpDrop first, DhcpOutcome later) {
        boolean firstWasNotAsked = switch (first.reason()) {
            case WRONG_PORT, BOOT_SERVERS_BUSINESS, ADDRESS_SERVERS_BUSINESS -> true;
            default -> false;
        };
        return later instanceof DhcpReply || firstWasNotAsked ? later : first;
    }

    @Override
    public void tick() {
        engines.forEach(DhcpEngine::tick);
    }

    @Override
    public void close() {
        engines.forEach(DhcpEngine::close);
    }
}
