using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

public sealed class PromptChunksTests
{
    private static readonly ClipTokenizer Tokenizer = ClipTokenizerFiles.Read(Path.Combine(Vectors.Own, "clip"), "");

    [Fact]
    public void Read_ShortPrompt_IsOneWindowBetweenStartAndEnd()
    {
        var chunks = PromptChunks.Read(Tokenizer, "a red fox", int.MaxValue / 77);
        Assert.Equal(1, chunks.Count);
        Assert.Equal([49406, 320, 736, 3240, 49407, 49407], chunks.Ids[..6]);
        Assert.Equal(77, chunks.Ids.Length);
        Assert.False(chunks.HasWeights);
    }

    [Fact]
    public void Read_MoreThan75Tokens_GoesOnInAnotherWindow()
    {
        var chunks = PromptChunks.Read(Tokenizer, string.Join(' ', Enumerable.Repeat("fox", 100)), int.MaxValue / 77);
        Assert.Equal(2, chunks.Count);
        Assert.Equal([3240, 49407, 49406, 3240], chunks.Ids[75..79]);
        Assert.Equal([3240, 49407, 49407], chunks.Ids[(77 + 25)..(77 + 28)]);
    }

    [Fact]
    public void Read_MoreThanTheGraphTakes_IsCutOff() =>
        Assert.Equal(1, PromptChunks.Read(Tokenizer, string.Join(' ', Enumerable.Repeat("fox", 100)), mostChunks: 1).Count);

    [Fact]
    public void Read_Emphasis_WeighsItsTokensAlone()
    {
        var chunks = PromptChunks.Read(Tokenizer, "a (red:1.3) fox", 1);
        Assert.Equal([49406, 320, 736, 3240, 49407], chunks.Ids[..5]);
        Assert.Equal([1, 1, 1.3f, 1, 1], chunks.Weights[..5]);
    }

    [Fact]
    public void PadTo_TheLongerOne_AddsEmptyWindows()
    {
        var chunks = PromptChunks.Read(Tokenizer, "", 1).PadTo(3, Tokenizer);
        Assert.Equal(3, chunks.Count);
        Assert.Equal([49406, 49407, 49407], chunks.Ids[77..80]);
    }
}
