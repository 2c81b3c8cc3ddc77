using StudioApp.Core.Models;

namespace StudioApp.Core.Tests.Models;

public sealed class PromptVocabularyTests
{
    private readonly PromptVocabulary _vocabulary = new([], new HashSet<string> { "a", "fox", "in", "the", "forest", "狐狸" });

    [Fact]
    public void FindUnknown_AllKnownInAnyCase_IsEmpty() => Assert.Empty(_vocabulary.FindUnknown("A Fox, in THE forest!"));

    [Fact]
    public void FindUnknown_SomeUnknown_TellsWhereTheyStand()
    {
        const string prompt = "a tapir in the fox-forest 7";

        var unknown = _vocabulary.FindUnknown(prompt);

        Assert.Equal([new UnknownWord(2, "tapir"), new UnknownWord(26, "7")], unknown);
        Assert.All(unknown, word => Assert.Equal(word.Text, prompt.Substring(word.Start, word.Text.Length)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ,.!? ", 0)]
    [InlineData("狐狸", 0)]
    [InlineData("猫", 1)]
    public void FindUnknown_EdgeOfText_CountsWords(string prompt, int count) => Assert.Equal(count, _vocabulary.FindUnknown(prompt).Count);
}
