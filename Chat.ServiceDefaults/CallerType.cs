namespace Chat.ServiceDefaults;

/// <summary>What a caller is: a person or a program that acts like one.</summary>
public enum CallerType
{
    User,
    Agent,
}
