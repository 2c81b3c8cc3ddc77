namespace StudioApp.Core.Generations;

public enum GenerationState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

public static class GenerationStateExtensions
{
    extension(GenerationState state)
    {
        /// <summary>Waiting or running: something will still happen to it.</summary>
        public bool IsOpen => state is GenerationState.Queued or GenerationState.Running;

        public bool IsFinished => !state.IsOpen;
    }
}
