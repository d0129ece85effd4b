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
        if (Conversation.isDone(answer)) {
            DhcpOutcome outcome = answer.toCompletableFuture().join();
            return isLast(outcome) ? answer : askNext(index, request, arrival, (DhcpDrop) outcome);
        }
        return answer.thenCompose(outcome -> isLast(outcome)
                ? CompletableFuture.completedFuture(outcome)
                : askNext(index, request, arrival, (DhcpDrop) outcome));
    }

    private CompletionStage<DhcpOutcome> askNext(int index, DhcpPacket request, DhcpArrival arrival, DhcpDrop first) {
        CompletionStage<DhcpOutcome> later = ask(index + 1, request, arrival);
        return Conversation.isDone(later)
                ? CompletableFuture.completedFuture(
                        moreTelling(first, later.toCompletableFuture().join()))
                : later.thenApply(outcome -> moreTelling(first, outcome));
    }

    private static boolean isLast(DhcpOutcome outcome) {
        return !(outcome instanceof DhcpDrop drop) || isFinal(drop.reason());
    }

    /** Whether the engine did what the message asks for, or must not be answered by anybody. */
    private static boolean isFinal(DropReason reason) {
        return switch (reason) {
            case RELEASED, DECLINED, DECLINE_QUOTA, ADDRESS_TAKEN, ALREADY_WORKING, CLOSING, POLICY_LATE, STORE_LATE ->
                true;
            case OTHER_BUCKET, RELAY_NOT_ALLOWED -> true;
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
