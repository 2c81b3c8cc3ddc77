namespace StudioApp.Diffusion.Schedulers;

/// <summary>What a model said at the last steps, newest first. Its buffers go round: remembering allocates nothing.</summary>
/// <param name="length">How many are remembered at most.</param>
/// <param name="size">Numbers of one.</param>
internal sealed class OutputHistory(int length, int size)
{
    private readonly float[][] _outputs = [.. Enumerable.Range(0, length).Select(_ => new float[size])];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <param name="back">0 is the newest.</param>
    public ReadOnlySpan<float> this[int back] => _outputs[back];

    public void Remember(ReadOnlySpan<float> output)
    {
        var oldest = _outputs[^1];
        Array.Copy(_outputs, 0, _outputs, 1, _outputs.Length - 1);
        _outputs[0] = oldest;
        output.CopyTo(oldest);
        Count = Math.Min(Count + 1, _outputs.Length);
    }
}
